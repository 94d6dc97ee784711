package io.capstan.gate;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code POST <context>/capstan/ticket}. The answer is {@code {"ticket":"...","expires":"2026-01-31T12:00:00Z"}}.
 * A filter, so that neither a servlet nor a route on all paths can stand in front of it.
 */
public final class TicketFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 4096;
    private static final String ROUTE = "route";

    private static final Refusal METHOD = Refusal.of(405, "Tickets are asked for with POST.", "Allow", "POST");
    private static final Refusal SIZE =
            Refusal.of(413, "The body of a request for a ticket has at most " + LARGEST_BODY + " bytes.");
    private static final Refusal BODY = Refusal.of(
            400, "The body of a request for a ticket is empty or a JSON object, as {\"route\":\"/chat/blue\"}.");

    private transient volatile @Nullable TicketDesk desk;

    /** A request whose body cannot be read as one. */
    private static final class BadBodyException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        BadBodyException(Refusal refusal) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
        }
    }

    /** Opens the filter: until then requests pass untouched. */
    public void install(TicketDesk opened) {
        desk = opened;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        TicketDesk open = desk;
        if (open == null || !open.isOpen()) {
            chain.doFilter(request, response);
            return;
        }
        if (!request.getMethod().equals("POST")) {
            Answer.refuse(METHOD, response);
            return;
        }
        GateRequest received = GateRequest.of(request);
        try {
            Optional<String> route = route(request, received);
            answer(open.serve(received, () -> Visitor.of(request), request.getContextPath(), route), response);
        } catch (BadBodyException e) {
            Answer.refuse(e.refusal, response);
        }
    }

    private static void answer(TicketDesk.Outcome outcome, HttpServletResponse response) throws IOException {
        if (outcome.ticket().isPresent()) {
            Tickets.Issued issued = outcome.ticket().get();
            JsonObject answer = Json.createObjectBuilder()
                    .add("ticket", issued.ticket())
                    .add("expires", issued.expires().toString())
                    .build();
            Answer.json(answer.toString(), response);
        } else if (outcome.refusal().isPresent()) {
            Answer.refuse(outcome.refusal().get(), response);
        }
    }

    /** The route of the body, else that of the query string. */
    private static Optional<String> route(HttpServletRequest request, GateRequest received)
            throws IOException, BadBodyException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new BadBodyException(SIZE);
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return HandshakeReader.query(received.query()).getOrDefault(ROUTE, List.of()).stream()
                    .findFirst();
        }
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            Optional<JsonObject> object =
                    parser.next() == JsonParser.Event.START_OBJECT ? Optional.of(parser.getObject()) : Optional.empty();
            if (object.isPresent() && !parser.hasNext()) {
                JsonValue route = object.get().get(ROUTE);
                if (route == null) {
                    return Optional.empty();
                }
                if (route instanceof JsonString path) {
                    return Optional.of(path.getString());
                }
            }
        } catch (RuntimeException noJson) { // Parsson throws a bare one when it is too deep
            throw new BadBodyException(BODY);
        }
        throw new BadBodyException(BODY);
    }
}
