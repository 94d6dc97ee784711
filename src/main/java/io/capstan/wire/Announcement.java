package io.capstan.wire;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * A CDI event. Where nobody observes it, which is found out once, it costs nothing.
 *
 * @param <E> what observers are told
 */
public final class Announcement<E> {
    private final BeanManager beans;
    private final Annotation qualifier;
    private final Event<E> event;
    private volatile @Nullable Boolean heard;

    /** An event of these beans. */
    public Announcement(BeanManager beans, Class<E> type, Annotation qualifier) {
        this.beans = beans;
        this.qualifier = qualifier;
        this.event = beans.getEvent().select(type, qualifier);
    }

    /** Whether anybody observes it. */
    public boolean isHeard(E what) {
        Boolean known = heard;
        if (known == null) { // an application has the same observers as long as it runs
            known = !beans.resolveObserverMethods(what, qualifier).isEmpty();
            heard = known;
        }
        return known;
    }

    /** Whether it is known that nobody does. */
    public boolean isSilent() {
        return Boolean.FALSE.equals(heard);
    }

    /** Tells all observers on this thread; what one of them throws comes out. */
    public void fire(E what) {
        event.fire(what);
    }
}
