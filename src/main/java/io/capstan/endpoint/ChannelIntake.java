package io.capstan.endpoint;

import io.capstan.wire.EngineThreads;
import io.capstan.wire.Intake;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Stops Undertow from reading by what its sessions offer in public, for a wire that does not know Undertow. It takes
 * effect at the end of the frame that is being read.
 */
final class ChannelIntake implements Intake {
    private static final System.Logger LOG = System.getLogger(ChannelIntake.class.getName());

    private final Session session;
    private final Object channel;
    private final Method suspend;
    private final Method resume;

    private ChannelIntake(Session session, Object channel, Method suspend, Method resume) {
        this.session = session;
        this.channel = channel;
        this.suspend = suspend;
        this.resume = resume;
    }

    /** The intake of a session of Undertow; empty for all others. */
    static Optional<Intake> of(Session session) {
        return Sessions.channel(session).flatMap(channel -> {
            try {
                Method suspend = channel.getClass().getMethod("suspendReceives");
                Method resume = channel.getClass().getMethod("resumeReceives");
                return Optional.of(new ChannelIntake(session, channel, suspend, resume));
            } catch (NoSuchMethodException | LinkageError other) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void pause() {
        call(suspend);
    }

    @Override
    public void resume() {
        call(resume);
    }

    private void call(Method method) {
        EngineThreads.as(session, () -> {
            try {
                method.invoke(channel);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(Level.DEBUG, () -> method + " failed", e);
            }
        });
    }
}
