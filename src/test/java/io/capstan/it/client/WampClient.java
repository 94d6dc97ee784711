package io.capstan.it.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of WAMP of other projects. Each is a program that takes the address of a router with the realm {@code realm1},
 * which admits anonymous clients and one principal of the role {@code clerk}. It prints one line per check and ends at the
 * first one that does not hold. Where the language or a library cannot be had the test is skipped, and says so.
 */
public enum WampClient {
    /** The npm package {@code autobahn} in version 22, which most people have: JSON, MessagePack and CBOR. */
    AUTOBAHN_JS(37) {
        @Override
        List<String> command() {
            return node("autobahn.js");
        }
    },

    /** The npm package {@code autobahn} in version 26, which was written anew for Node 22. */
    AUTOBAHN_JS_26(37) {
        @Override
        List<String> command() {
            return node("autobahn26.js");
        }
    },

    /** Version 22, where those who speak JSON do so by long-poll. */
    AUTOBAHN_JS_LONGPOLL(37) {
        @Override
        List<String> command() {
            return node("longpoll.js");
        }
    },

    /** The npm package {@code wampy}: JSON, MessagePack and CBOR. */
    WAMPY(36) {
        @Override
        List<String> command() {
            return node("wampy.mjs");
        }
    },

    /** The npm package {@code wamp1}, which speaks the first version, and {@code autobahn} on the other side. */
    WAMP1(8) {
        @Override
        List<String> command() {
            return node("wamp1.js");
        }
    },

    /** The Python package {@code autobahn}, as Debian's python3-autobahn brings it: all serializers, also in batches. */
    AUTOBAHN_PYTHON(42) {
        @Override
        List<String> command() {
            return python();
        }
    },

    /** The same by RawSocket on a port, where there are no batches. */
    AUTOBAHN_PYTHON_TCP(27) {
        @Override
        List<String> command() {
            return python();
        }

        @Override
        public Way way() {
            return Way.TCP;
        }
    },

    /** The same by RawSocket on a Unix domain socket. */
    AUTOBAHN_PYTHON_UNIX(27) {
        @Override
        List<String> command() {
            return python();
        }

        @Override
        public Way way() {
            return Way.UNIX;
        }
    },

    /** autobahn-java, on Netty: JSON, MessagePack and CBOR. */
    AUTOBAHN_JAVA(27) {
        @Override
        List<String> command() {
            return JavaPrograms.command("AutobahnChecks", "autobahn-java");
        }
    },

    /** The client of jawampa: JSON and MessagePack. */
    JAWAMPA(20) {
        @Override
        List<String> command() {
            return JavaPrograms.command("JawampaChecks", "jawampa");
        }
    };

    /** By what a client is connected. */
    public enum Way {
        WEB_SOCKET,
        /** RawSocket on a port: {@code rs://127.0.0.1:8081}. */
        TCP,
        /** RawSocket on a Unix domain socket: {@code unix:/run/wamp.sock}. */
        UNIX
    }

    /** Whom a router has to know: the public key belongs to the seed, both in hexadecimal digits. */
    public record Principal(String authid, String secret, String seed, String publicKey) {}

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final NpmScripts SCRIPTS = new NpmScripts(Path.of("src/test/js/wamp"), Path.of("target", "js-wamp"));

    private final int checks;

    WampClient(int checks) {
        this.checks = checks;
    }

    abstract List<String> command();

    /** By what it is connected. */
    public Way way() {
        return Way.WEB_SOCKET;
    }

    private static List<String> python() {
        Needs.python("autobahn cbor2", "python3-autobahn or python3-cbor2");
        Path script = Path.of("src/test/python/wamp/autobahn_client.py");
        return List.of("/usr/bin/python3", script.toAbsolutePath().toString());
    }

    final List<String> node(String script) {
        return List.of("node", SCRIPTS.ready(script, "npm " + this).toString());
    }

    /** How many checks the program has. */
    public int checks() {
        return checks;
    }

    /** Runs all checks, demands that they hold, and returns a line for each. */
    public List<String> check(URI router, Principal principal) {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(
                router.toString(), principal.authid(), principal.secret(), principal.seed(), principal.publicKey()));
        try (ChildProcess client = ChildProcess.start(Path.of("").toAbsolutePath(), command)) {
            int exit = client.awaitExit(LIMIT);
            if (exit != 0) {
                throw new AssertionError(this + " ended with " + exit + "\n" + client.output());
            }
            return client.out().lines().filter(line -> line.startsWith("ok ")).toList();
        }
    }
}
