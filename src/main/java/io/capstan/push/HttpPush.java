package io.capstan.push;

import io.capstan.Caller;
import io.capstan.endpoint.Annex;
import io.capstan.gate.ServiceGate;
import io.capstan.push.Fault.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Serves {@code POST <context>/capstan/push}: who may push, in which form, and once for each idempotency key. */
final class HttpPush implements Annex.Service {
    static final String PATH = "/capstan/push";

    private static final System.Logger LOG = System.getLogger(HttpPush.class.getName());
    private static final String OFF =
            "Nobody may push by HTTP here: set capstan.push.keys, or capstan.push.role, to say who may.";
    private static final HttpReply WRONG_METHOD =
            HttpReply.problem(405, "Messages are pushed with POST.").with("Allow", "POST");
    private static final HttpReply WRONG_TYPE = HttpReply.problem(
                    415,
                    "The body is application/json, one message or a list of them, or application/x-ndjson, a message"
                            + " in each line; in UTF-8, and not compressed.")
            .with("Accept-Post", "application/json, application/x-ndjson");

    private final PushOptions options;
    private final ServiceGate gate;
    private final BodyReader bodies;
    private final RequestReplays replays;

    HttpPush(PushOptions options, ServiceGate gate, Desk desk) {
        this.options = options;
        this.gate = gate;
        this.bodies = new BodyReader(desk, options.largest());
        this.replays = new RequestReplays(options.idempotency());
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!options.http().isOpen()) {
            LOG.log(Level.INFO, OFF);
            HttpReply.problem(404, OFF).send(response);
            return;
        }
        if (!request.getMethod().equals("POST")) {
            WRONG_METHOD.send(response);
            return;
        }
        Optional<Caller> caller = options.http().admit(gate, request, response);
        if (caller.isPresent()) {
            answer(request, caller.get()).send(response);
        }
    }

    private HttpReply answer(HttpServletRequest request, Caller caller) throws IOException {
        Optional<BodyForm> form = BodyForm.of(request);
        if (form.isEmpty()) {
            return WRONG_TYPE;
        }
        Optional<byte[]> body = bodies.read(request);
        if (body.isEmpty()) {
            return HttpReply.of(Fault.of(
                    Code.TOO_LARGE,
                    "",
                    "A request has at most " + options.largest() + " bytes; see capstan.push.largest."));
        }
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        return replays.answer(
                keys, caller.name(), body.get(), () -> bodies.answer(form.get(), body.get(), caller.name()));
    }
}
