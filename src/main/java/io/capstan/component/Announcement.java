package io.capstan.component;

import io.capstan.Connection;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** A CDI event about connections. Where nobody observes it, which is found out once, it costs nothing. */
final class Announcement {
    private final BeanManager beans;
    private final Annotation qualifier;
    private final Event<Connection> event;
    private volatile @Nullable Boolean heard;

    Announcement(BeanManager beans, Annotation qualifier) {
        this.beans = beans;
        this.qualifier = qualifier;
        this.event = beans.getEvent().select(Connection.class, qualifier);
    }

    /** Whether anybody observes it. */
    boolean isHeard(Connection connection) {
        Boolean known = heard;
        if (known == null) { // an application has the same observers as long as it runs
            known = !beans.resolveObserverMethods(connection, qualifier).isEmpty();
            heard = known;
        }
        return known;
    }

    /** Tells all observers on this thread; what one of them throws comes out. */
    void fire(Connection connection) {
        event.fire(connection);
    }
}
