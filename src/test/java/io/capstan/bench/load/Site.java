package io.capstan.bench.load;

import java.net.URI;
import java.util.List;

/**
 * A server that can be loaded.
 *
 * @param root its address, with the context path and a slash at the end
 * @param dialect how it is spoken to
 * @param pids its processes, whose CPU time is counted
 */
public record Site(URI root, Dialect dialect, List<Long> pids) {

    /** Where a path comes out. */
    URI at(String path) {
        return root.resolve(path);
    }

    /** Where that goes in which comes out at a path. */
    URI entrance(String path) {
        return root.resolve(path + "-in");
    }
}
