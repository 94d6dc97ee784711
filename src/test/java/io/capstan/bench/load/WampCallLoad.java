package io.capstan.bench.load;

import java.io.IOException;

/** One session calls what another one has registered, which answers with its argument. So many calls are under way. */
public final class WampCallLoad extends WampLoad {
    private final int inFlight;
    private int requests;
    private WampMember caller;
    private WampMember callee;

    /** With arguments of so many bytes. */
    public WampCallLoad(WampForm form, int size, int inFlight) {
        super(form, size);
        this.inFlight = inFlight;
    }

    @Override
    public String shape() {
        return "calls, " + inFlight + " in flight";
    }

    @Override
    public String unit() {
        return "call";
    }

    @Override
    void start(Loop loop, Site site) throws IOException {
        requests = WampForm.FIRST_REQUEST;
        callee = join(loop, site, WampRole.CALLEE, 1, this::invocation).get(0);
        caller = join(loop, site, WampRole.CALLER, 1, this::result).get(0);
        open();
    }

    private void invocation(WampMember its, byte[] bytes, int body, int end) throws IOException {
        its.outbox()
                .part(form.before(WampRole.YIELD, 4))
                .part(bytes, body, form.integerBytes(bytes, body))
                .part(form.after(""))
                .part(form.beforeArgument(text.length))
                .part(bytes, argument(bytes, body, end), text.length)
                .part(form.afterArgument())
                .part(form.end())
                .end();
    }

    private void result(WampMember its, byte[] bytes, int body, int end) throws IOException {
        long time = Payload.stamp(bytes, argument(bytes, body, end));
        its.note(time);
        count(its.readAt() - time);
    }

    @Override
    void step() throws IOException {
        for (long underWay = underWay(); underWay < inFlight; underWay++) {
            caller.outbox()
                    .part(form.before(WampRole.CALL, 5))
                    .part(form.integer(requests++))
                    .part(form.after(WampRole.URI))
                    .part(form.beforeArgument(text.length))
                    .part(next(1))
                    .part(form.afterArgument())
                    .part(form.end())
                    .end();
        }
        flush();
    }

    @Override
    void flush() throws IOException {
        caller.flush();
        callee.flush();
    }
}
