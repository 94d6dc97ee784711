package io.capstan.bench.load;

import java.io.IOException;

/**
 * One session publishes, all others have subscribed. A number of publications, the window, is under way at any time, as in
 * {@link BroadcastLoad}; each subscriber has to get each of them once and in order.
 */
public final class WampFanoutLoad extends WampLoad {
    private final int subscribers;
    private final int window;
    private int requests;
    private WampMember publisher;

    /** To so many subscribers, with payloads of so many bytes. */
    public WampFanoutLoad(WampForm form, int subscribers, int size, int window) {
        super(form, size);
        this.subscribers = subscribers;
        this.window = window;
    }

    @Override
    public String shape() {
        return "fan-out 1→" + subscribers + ", window " + window;
    }

    @Override
    public String unit() {
        return "event";
    }

    @Override
    void start(Loop loop, Site site) throws IOException {
        requests = WampForm.FIRST_REQUEST;
        join(loop, site, WampRole.SUBSCRIBER, subscribers, this::event);
        publisher = join(loop, site, WampRole.PUBLISHER, 1, this::event).get(0);
        open();
    }

    private void event(WampMember subscriber, byte[] bytes, int body, int end) throws IOException {
        long time = Payload.stamp(bytes, argument(bytes, body, end));
        subscriber.note(time);
        count(subscriber.readAt() - time);
    }

    @Override
    void step() throws IOException {
        long most = (long) window * subscribers;
        for (long underWay = underWay(); underWay < most && publisher.isIdle(); underWay += subscribers) {
            publisher
                    .outbox()
                    .part(form.before(WampRole.PUBLISH, 5))
                    .part(form.integer(requests++))
                    .part(form.after(WampRole.URI))
                    .part(form.beforeArgument(text.length))
                    .part(next(subscribers))
                    .part(form.afterArgument())
                    .part(form.end())
                    .end();
        }
        publisher.flush();
    }
}
