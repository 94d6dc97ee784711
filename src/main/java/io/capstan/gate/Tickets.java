package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.component.RequestPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The tickets that have been given out and not been used. A ticket is 256 random bits; of it only the hash is kept. All
 * live equally long, so the oldest are the first to go. Thread-safe.
 */
@ApplicationScoped
public class Tickets {
    /** What every ticket begins with. */
    static final String PREFIX = "capstan-ticket-";

    private static final int BYTES = 32;
    private static final String PARAMETER = "ticket";

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier clock;
    private volatile TicketOptions options = TicketOptions.DEFAULTS;

    /** By hash, oldest first; with {@link #perCaller} guarded by this. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private final Map<String, Integer> perCaller = new HashMap<>();

    /** What a ticket is bound to. */
    private record Waiting(Caller caller, Optional<Origin> origin, Optional<List<String>> path, long since) {}

    /** A ticket and until when it can be used. */
    record Issued(String ticket, Instant expires) {}

    /** For the container. */
    public Tickets() {
        this(System::nanoTime);
    }

    Tickets(LongSupplier clock) {
        this.clock = clock;
    }

    /** Where nothing is a ticket. */
    static Tickets none() {
        Tickets none = new Tickets();
        none.begin(new TicketOptions(false, Duration.ZERO, 0, 0));
        return none;
    }

    /** Begins with these options. */
    void begin(TicketOptions configured) {
        options = configured;
    }

    /** Whether a token is a ticket. */
    boolean isTicket(String token) {
        return options.enabled() && token.startsWith(PREFIX);
    }

    /** The ticket in the query parameter of that name; something else in it is the application's. */
    Optional<String> inQuery(GateRequest request) {
        return HandshakeReader.query(request.query()).getOrDefault(PARAMETER, List.of()).stream()
                .filter(this::isTicket)
                .findFirst();
    }

    /**
     * Makes a ticket.
     *
     * @param request the request that asks for it, to whose origin it is bound
     * @param path the path that it is bound to; empty: all
     * @return empty if too many are waiting to be used
     */
    Optional<Issued> issue(Caller caller, GateRequest request, Optional<List<String>> path) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Duration lifetime = options.lifetime();
        Waiting entry = new Waiting(caller, origin(request), path, clock.getAsLong());
        synchronized (this) {
            dropExpired();
            int own = perCaller.getOrDefault(caller.name(), 0);
            if (waiting.size() >= options.most() || own >= options.perCaller()) {
                return Optional.empty();
            }
            waiting.put(hash(ticket), entry);
            perCaller.put(caller.name(), own + 1);
        }
        return Optional.of(new Issued(ticket, Instant.now().plus(lifetime)));
    }

    /** For whom a ticket stands. Whoever shows it uses it up, also if it was made for something else. */
    Optional<Caller> redeem(String ticket, GateRequest request) {
        Waiting entry;
        synchronized (this) {
            dropExpired();
            entry = waiting.remove(hash(ticket));
            if (entry == null) {
                return Optional.empty();
            }
            forget(entry);
        }
        boolean fits = entry.origin().equals(origin(request))
                && (entry.path().isEmpty() || entry.path().equals(RequestPath.segments(request.path())));
        boolean lives = entry.caller().expiry().filter(Instant.now()::isAfter).isEmpty();
        return fits && lives ? Optional.of(entry.caller()) : Optional.empty();
    }

    /** How many are waiting. */
    synchronized int size() {
        dropExpired();
        return waiting.size();
    }

    private void dropExpired() {
        long oldest = clock.getAsLong() - options.lifetime().toNanos();
        for (Iterator<Waiting> all = waiting.values().iterator(); all.hasNext(); ) {
            Waiting entry = all.next();
            if (entry.since() - oldest > 0) {
                return;
            }
            all.remove();
            forget(entry);
        }
    }

    private void forget(Waiting entry) {
        perCaller.computeIfPresent(entry.caller().name(), (name, own) -> own == 1 ? null : own - 1);
    }

    private static Optional<Origin> origin(GateRequest request) {
        return request.only("Origin").flatMap(Origin::parse);
    }

    private static String hash(String ticket) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
