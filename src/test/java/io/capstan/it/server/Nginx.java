package io.capstan.it.server;

import io.capstan.it.client.ChildProcess;
import io.capstan.it.client.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Debian's nginx with the project's own {@code docker/nginx/capstan.conf}, filled in for free ports of 127.0.0.1, and a
 * certificate made by the project's own script. Closing it ends the process.
 */
final class Nginx implements AutoCloseable {

    private static final Path PROJECT_FILES = Path.of("docker", "nginx").toAbsolutePath();
    private static final Pattern READY = Pattern.compile(".*using the \"\\w+\" event method.*");

    private final ChildProcess process;
    private final Path certificates;
    private final int httpPort;
    private final int httpsPort;

    private Nginx(ChildProcess process, Path certificates, int httpPort, int httpsPort) {
        this.process = process;
        this.certificates = certificates;
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
    }

    /** A program on the path, or in /usr/sbin where a user's path does not lead. */
    static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts nginx before this server, with a read time-out short enough to be seen at work. */
    static Nginx start(Path directory, URI server, Duration readTimeout) throws IOException {
        int httpPort = FreePort.any();
        int httpsPort = FreePort.any();
        Path certificates = directory.resolve("certificates");
        try (ChildProcess script = ChildProcess.start(
                directory, List.of(PROJECT_FILES.resolve("make-certificate.sh").toString(), certificates.toString()))) {
            if (script.awaitExit(Duration.ofSeconds(30)) != 0) {
                throw new AssertionError("make-certificate.sh failed\n" + script.output());
            }
        }
        String site = fill(
                Files.readString(PROJECT_FILES.resolve("capstan.conf")),
                Map.of(
                        "CAPSTAN_UPSTREAM", server.getAuthority(),
                        "CAPSTAN_HTTP_LISTEN", "127.0.0.1:" + httpPort,
                        "CAPSTAN_HTTPS_LISTEN", "127.0.0.1:" + httpsPort,
                        "CAPSTAN_HTTPS_PUBLIC_PORT", ":" + httpsPort,
                        "CAPSTAN_CERTIFICATES", certificates.toString()));
        String shortened =
                site.replaceAll("proxy_read_timeout\\s+\\w+;", "proxy_read_timeout " + readTimeout.toSeconds() + "s;");
        if (shortened.equals(site)) {
            throw new AssertionError("capstan.conf sets no proxy_read_timeout");
        }
        Files.writeString(directory.resolve("capstan.conf"), shortened);
        Files.writeString(directory.resolve("nginx.conf"), main(directory));

        String nginx = program("nginx").orElseThrow().toString();
        ChildProcess process = ChildProcess.start(
                directory,
                List.of(nginx, "-p", directory + "/", "-c", directory.resolve("nginx.conf") + "", "-e", "stderr"));
        try {
            process.awaitLine(READY, Duration.ofSeconds(20));
            return new Nginx(process, certificates, httpPort, httpsPort);
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }

    /** What the distribution's nginx.conf would be: one process in the foreground, all its files in the directory. */
    private static String main(Path directory) {
        return """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log /dev/stdout notice;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                include %1$s/capstan.conf;
            }
            """.formatted(directory);
    }

    /** As the official image does it: only the known names, so that nginx's own variables stay. */
    private static String fill(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /** A context that trusts the certificate, and no other. */
    SSLContext trust() {
        try (InputStream certificate = Files.newInputStream(certificates.resolve("capstan.crt"))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    URI https(String path) {
        return URI.create("https://127.0.0.1:" + httpsPort + path);
    }

    URI wss(String path) {
        return URI.create("wss://127.0.0.1:" + httpsPort + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
