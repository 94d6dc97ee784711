package io.capstan.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to fit a text to a pattern. Each {@code *} takes as little as it can; only the last one that was met is
 * ever tried again with more, which is enough and keeps the time within the product of both lengths.
 */
final class GlobMatch {
    private final Glob glob;
    private final int[] text;
    /** Where each part of the pattern begins in the text. */
    private final int[] begins;

    GlobMatch(Glob glob, String segment) {
        this.glob = glob;
        this.text = segment.codePoints().toArray();
        this.begins = new int[glob.parts().size() + 1];
    }

    /** What each part that is no literal stands for; empty if the text does not fit. */
    Optional<List<String>> pieces() {
        if (!fits()) {
            return Optional.empty();
        }
        List<String> pieces = new ArrayList<>();
        for (int part = 0; part < glob.parts().size(); part++) {
            if (!(glob.parts().get(part) instanceof Glob.One one && one.literal())) {
                pieces.add(new String(text, begins[part], begins[part + 1] - begins[part]));
            }
        }
        return Optional.of(pieces);
    }

    private boolean fits() {
        int part = 0;
        int at = 0;
        int star = -1;
        int taken = 0;
        while (true) {
            begins[part] = at;
            if (part == glob.parts().size() && at == text.length) {
                return true;
            }
            Glob.@Nullable Part next = part < glob.parts().size() ? glob.parts().get(part) : null;
            if (next instanceof Glob.Star) {
                star = part++;
                taken = at;
            } else if (next instanceof Glob.One one
                    && at < text.length
                    && one.set().has(text[at])) {
                part++;
                at++;
            } else if (star >= 0 && taken < text.length) {
                part = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
    }
}
