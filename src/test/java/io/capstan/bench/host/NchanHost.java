package io.capstan.bench.host;

import io.capstan.bench.load.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * nginx with the module nchan, as Debian brings both, with a worker for each core. Messages are not stored: with the
 * default store of ten, a subscriber that lags behind a window of 64 misses some.
 */
public final class NchanHost extends PeerHost {

    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so"),
            Path.of("/usr/share/nginx/modules/ngx_nchan_module.so"));

    /** Debian's place, which is not on everybody's path. */
    private static final Path DEBIAN = Path.of("/usr/sbin/nginx");

    private static String program() {
        return Files.isExecutable(DEBIAN) ? DEBIAN.toString() : "nginx";
    }

    private static Optional<Path> module() {
        return MODULES.stream().filter(Files::isRegularFile).findFirst();
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public String product() {
        return Launch.ask(program(), "-v").replace("nginx version: ", "") + ", nchan "
                + Launch.ask("dpkg-query", "-W", "-f", "${Version}", "libnginx-mod-nchan");
    }

    @Override
    public Optional<String> missing() {
        return Launch.ask(program(), "-v").isEmpty() || module().isEmpty()
                ? Optional.of("no nginx with nchan: apt-get install libnginx-mod-nchan")
                : Optional.empty();
    }

    @Override
    Dialect dialect() {
        return Dialect.PLAIN;
    }

    @Override
    List<String> command(int port) throws IOException {
        Path directory = Launch.emptyDirectory(name());
        String configuration = """
                load_module %s;
                worker_processes auto;
                daemon off;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                worker_rlimit_nofile 20000;
                events { worker_connections 8192; }
                http {
                    access_log off;
                    client_body_temp_path %2$s/body;
                    proxy_temp_path %2$s/proxy;
                    fastcgi_temp_path %2$s/fastcgi;
                    uwsgi_temp_path %2$s/uwsgi;
                    scgi_temp_path %2$s/scgi;
                    server {
                        listen 127.0.0.1:%3$d;
                        location = /bench/fanout { nchan_subscriber websocket; nchan_channel_id bench; }
                        location = /bench/fanout-in { nchan_publisher; nchan_channel_id bench;
                            nchan_store_messages off; }
                    }
                }
                """.formatted(module().orElseThrow(), directory, port);
        Path file = Files.writeString(directory.resolve("nginx.conf"), configuration);
        return List.of(program(), "-p", directory.toString(), "-c", file.toString());
    }
}
