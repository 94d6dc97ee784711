package io.capstan.http;

import io.capstan.action.JsonCursor;
import io.capstan.action.JsonCursor.MalformedException;
import io.capstan.endpoint.Annex.Service;
import io.capstan.gate.GuestGate;
import io.capstan.gate.GuestGate.Guest;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.session.WampComponent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Serves the long-poll transport of WAMP: {@code POST <path>/open}, and for each transport {@code <path>/<id>/send},
 * {@code /receive} and {@code /close}.
 */
final class LongPoll {
    private static final System.Logger LOG = System.getLogger(LongPoll.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 24;
    private static final Duration TIME_TO_READ = Duration.ofSeconds(30);
    private static final long LAST_WORD = 2;
    private static final Reply UNKNOWN = Reply.problem(ErrorStatus.NOT_FOUND, "There is no such transport.");
    private static final Reply STOPPING = Reply.problem(ErrorStatus.UNAVAILABLE, "The router is being stopped.")
            .with("Retry-After", "5");

    private final PollOptions options;
    private final BasePath path;
    private final GuestGate gate;
    private final Surroundings surroundings;
    private final Crowd crowd;
    private final Map<String, PollingClient> clients = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    LongPoll(PollOptions options, BasePath path, GuestGate gate, Surroundings surroundings) {
        this.options = options;
        this.path = path;
        this.gate = gate;
        this.surroundings = surroundings;
        this.crowd = new Crowd(options.transports(), options.perCaller());
    }

    /** What answers at a path; {@code null} if that is not here. */
    @Nullable
    Service service(String requested) {
        String below = path.below(requested).orElse("");
        if (below.equals("open")) {
            return this::open;
        }
        int slash = below.indexOf('/');
        String id = slash < 0 ? "" : below.substring(0, slash);
        return switch (slash < 0 ? "" : below.substring(slash + 1)) {
            case "send" -> (request, response) -> send(id, request, response);
            case "receive" -> (request, response) -> receive(id, request, response);
            case "close" -> (request, response) -> close(id, request, response);
            default -> null;
        };
    }

    private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Guest> guest = gate.admitToStay(request, response, WampComponent.class);
        if (guest.isEmpty()) {
            return;
        }
        Optional<Runnable> place =
                stopping ? Optional.empty() : crowd.enter(guest.get().key());
        boolean opened = false;
        try {
            if (place.isEmpty()) {
                (stopping ? STOPPING : full()).closing().send(response);
                return;
            }
            Optional<byte[]> body = Body.read(request, options.largest());
            if (body.isEmpty()) {
                tooLarge().closing().send(response);
                return;
            }
            Optional<Protocol> protocol = protocol(body.get());
            if (protocol.isEmpty()) {
                noProtocol().send(response);
                return;
            }
            PollingClient client = client(guest.get(), place.get(), protocol.get(), request);
            opened = true;
            Reply.json("{\"protocol\":\"" + protocol.get().subprotocol() + "\",\"transport\":\"" + client.id() + "\"}")
                    .send(response);
        } finally {
            if (!opened) {
                place.ifPresent(Runnable::run);
                guest.get().place().run();
            }
        }
    }

    private PollingClient client(Guest guest, Runnable place, Protocol protocol, HttpServletRequest request) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        PollingClient client = new PollingClient(
                Base64.getUrlEncoder().encodeToString(random),
                guest,
                protocol,
                Optional.ofNullable(request.getSession(false)),
                options,
                surroundings,
                over -> {
                    clients.remove(over.id());
                    place.run();
                });
        clients.put(client.id(), client);
        return client;
    }

    /** The first of those that the client offers and that are spoken here. */
    private static Optional<Protocol> protocol(byte[] body) {
        List<String> offered = new ArrayList<>();
        try {
            JsonCursor cursor = new JsonCursor(Body.text(body).orElse(""));
            Map<String, String> members = new HashMap<>();
            cursor.members(members::put);
            cursor.expectEnd();
            new JsonCursor(members.getOrDefault("protocols", "[]")).elements(offered::add);
        } catch (MalformedException e) {
            return Optional.empty();
        }
        return offered.stream()
                .filter(name -> name.length() > 1 && name.startsWith("\"") && name.endsWith("\""))
                .flatMap(name -> Protocol.of(name.substring(1, name.length() - 1)).stream())
                .findFirst();
    }

    private static Reply noProtocol() {
        return Reply.problem(
                ErrorStatus.BAD_REQUEST,
                "The body is {\"protocols\":[…]}, and one of these is spoken here: "
                        + String.join(
                                ", ",
                                WampComponent.SUBPROTOCOLS.stream()
                                        .filter(name -> Protocol.of(name).isPresent())
                                        .toList())
                        + ".");
    }

    private static Reply full() {
        return Reply.problem(ErrorStatus.TOO_MANY, "There are too many transports.")
                .with("Retry-After", "10");
    }

    private Reply tooLarge() {
        return Reply.problem(
                ErrorStatus.TOO_LARGE,
                "A request has at most " + options.largest() + " bytes; see capstan.wamp.longpoll.largest.");
    }

    /** Whose transport it is, if it is; nobody else learns that there is one. */
    private @Nullable PollingClient find(String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Guest> guest = gate.admit(request, response, WampComponent.class);
        if (guest.isEmpty()) {
            return null;
        }
        PollingClient client = clients.get(id);
        if (client == null || !client.isOf(guest.get())) {
            UNKNOWN.closing().send(response);
            return null;
        }
        return client;
    }

    private void send(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PollingClient client = find(id, request, response);
        if (client == null) {
            return;
        }
        Optional<byte[]> body = Body.read(request, options.largest());
        if (body.isEmpty()) {
            tooLarge().closing().send(response);
        } else {
            client.take(
                    body.get(),
                    new Exchange(request, response, options.waiting().plus(TIME_TO_READ)));
        }
    }

    private void receive(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PollingClient client = find(id, request, response);
        if (client != null) {
            client.fetch(new Exchange(request, response, options.waiting().plus(TIME_TO_READ)));
        }
    }

    private void close(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PollingClient client = find(id, request, response);
        if (client != null) {
            client.leave();
            Reply.empty(options.accepted()).send(response);
        }
    }

    /** Says goodbye to all, and gives them the time to answer. */
    void stop() {
        stopping = true;
        CompletableFuture<?>[] parted =
                clients.values().stream().map(PollingClient::stop).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(parted).get(LAST_WORD, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "not all have answered", e);
        }
        clients.values().forEach(PollingClient::leave);
    }
}
