package io.capstan.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A session of WAMP with one role. Whatever a router says to it that does not belong to that ends the run. */
final class WampMember implements Receiver {
    private static final int WELCOME = 2;
    private static final int GOODBYE = 6;
    private static final String REALM = "realm1";

    /** What is done with the messages that the role waits for; the bytes are only good during the call. */
    interface Duty {
        void message(WampMember member, byte[] bytes, int body, int end) throws IOException;
    }

    private final WampForm form;
    private final WampRole role;
    private final Duty duty;
    private final WampOutbox outbox;
    private final Peer peer;
    private boolean greeted;
    private boolean ready;
    private long newest;

    /** Begins to connect. */
    WampMember(WampForm form, WampRole role, Duty duty, Loop loop, URI router) throws IOException {
        this.form = form;
        this.role = role;
        this.duty = duty;
        this.outbox = new WampOutbox(form);
        this.peer = loop.begin(router, form.subprotocol(), this);
    }

    /** Whether it has joined and has its role. Says HELLO when it is time to. */
    boolean isReady() throws IOException {
        if (!greeted && peer.isOpen()) {
            greeted = true;
            outbox.part(form.hello(REALM)).end();
            flush();
        }
        return ready;
    }

    WampOutbox outbox() {
        return outbox;
    }

    /** Sends what is in the outbox. */
    void flush() throws IOException {
        outbox.flush(peer);
    }

    /** Whether all that was to be sent has left. */
    boolean isIdle() {
        return peer.isIdle();
    }

    /** When the bytes came that are being looked at. */
    long readAt() {
        return peer.readAt();
    }

    /** Takes the time of a payload, which has to be later than that of the one before. */
    void note(long time) throws IOException {
        if (time <= newest) {
            throw new IOException("A message came twice, or behind one that was sent after it");
        }
        newest = time;
    }

    @Override
    public void received(Peer same, byte[] bytes, int at, int length) throws IOException {
        form.read(bytes, at, length, (type, body, end) -> message(type, bytes, body, end));
    }

    private void message(int type, byte[] bytes, int body, int end) throws IOException {
        if (type == role.awaited()) {
            duty.message(this, bytes, body, end);
        } else if (type == WELCOME) {
            ready = role.request() == 0;
            if (!ready) {
                outbox.part(form.before(role.request(), 4))
                        .part(form.integer(1))
                        .part(form.after(WampRole.URI))
                        .part(form.end())
                        .end();
                flush();
            }
        } else if (type == role.granted()) {
            ready = true;
        } else {
            String text = new String(bytes, body, end - body, StandardCharsets.ISO_8859_1);
            throw new IOException((type == GOODBYE ? "GOODBYE: " : "a message of type " + type + ": ") + text);
        }
    }
}
