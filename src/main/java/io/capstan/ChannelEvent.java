package io.capstan;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What CDI observers are told about a channel: {@code void joined(@Observes @ChannelEvent.Subscribed ChannelEvent event)}.
 * Each event is fired exactly once; those of a channel are fired one at a time and in order, soon after it happened, on a
 * thread that may block, with a request context of its own. What an observer throws is logged. Where nobody observes, it
 * costs nothing.
 *
 * @param channel the channel
 * @param connection the connection that joined or left; of {@link Occupied} and {@link Vacated} the one by which it came to
 *     that
 */
public record ChannelEvent(Channel channel, Connection connection) {

    /** A connection has joined. */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    public @interface Subscribed {
        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Subscribed> implements Subscribed {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }

    /** A connection has left, or has ended. */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    public @interface Unsubscribed {
        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Unsubscribed> implements Unsubscribed {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }

    /** The first connection has joined; follows {@link Subscribed}. */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    public @interface Occupied {
        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Occupied> implements Occupied {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }

    /** The last connection has left; follows {@link Unsubscribed}. */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    public @interface Vacated {
        /** An instance of it. */
        final class Literal extends AnnotationLiteral<Vacated> implements Vacated {
            /** The only one that is needed. */
            public static final Literal INSTANCE = new Literal();

            private static final long serialVersionUID = 1L;

            private Literal() {}
        }
    }
}
