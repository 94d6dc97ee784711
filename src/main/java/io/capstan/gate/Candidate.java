package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.Handshake;
import io.capstan.component.RouteTable;
import io.capstan.component.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A handshake on its way through the gate, and what the rules have found out about it so far. Used by one thread. */
final class Candidate {
    private final GateRequest request;
    private final String context;
    private final RouteTable.Match<Target> match;
    private final RouteOptions options;
    private final Supplier<Visitor> container;
    private @Nullable Visitor visitor;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final List<Runnable> releases = new ArrayList<>();
    private Caller caller = Caller.ANONYMOUS;

    private @Nullable Handshake handshake;
    private Optional<CloseCode> failure = Optional.empty();
    private boolean compressed;

    Candidate(
            GateRequest request,
            Supplier<Visitor> container,
            String context,
            RouteTable.Match<Target> match,
            RouteOptions options) {
        this.container = container;
        this.request = request;
        this.context = context;
        this.match = match;
        this.options = options;
    }

    GateRequest request() {
        return request;
    }

    Target target() {
        return match.target();
    }

    RouteTable.Match<Target> match() {
        return match;
    }

    /** What the component will see of it. */
    Handshake handshake() {
        Handshake read = handshake;
        if (read == null) {
            read = HandshakeReader.read(request, context, match, options.tokens());
            handshake = read;
        }
        return read;
    }

    /** What holds on this route. */
    RouteOptions options() {
        return options;
    }

    /** Whom the container has recognized. Asked once, and only for a handshake that has come so far. */
    Visitor visitor() {
        Visitor recognized = visitor;
        if (recognized == null) {
            recognized = container.get();
            visitor = recognized;
        }
        return recognized;
    }

    /** Whether the caller is not known and need not be yet. */
    boolean mayAuthenticateLater() {
        return caller.isAnonymous() && options.authentication().firstMessage();
    }

    /** permessage-deflate was agreed upon. */
    void compress() {
        compressed = true;
    }

    boolean isCompressed() {
        return compressed;
    }

    /** The connection is opened only to be closed with this code. */
    void fail(CloseCode code) {
        failure = Optional.of(code);
    }

    /** What the connection is to be closed with as soon as it is open. */
    Optional<CloseCode> failure() {
        return failure;
    }

    /** Who asks, as far as is known. */
    Caller caller() {
        return caller;
    }

    void caller(Caller found) {
        caller = found;
    }

    /** What the connection will have as its attributes. */
    Map<String, Object> attributes() {
        return attributes;
    }

    /** Adds a header to the 101. */
    void header(String name, String value) {
        headers.add(Map.entry(name, value));
    }

    /** The headers of the 101, beside the engine's own. */
    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** Something that was taken for this handshake: given back when it is refused, fails, or its connection ends. */
    void taken(Runnable release) {
        releases.add(release);
    }

    /** What is to be given back. */
    List<Runnable> releases() {
        return releases;
    }

    /** Gives it back at once: the handshake is refused. */
    void giveBack() {
        releases.forEach(Runnable::run);
        releases.clear();
    }
}
