package io.capstan.component;

import io.capstan.CloseInfo;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When an annotated handler is called, and what it gets then that others do not get. */
enum Occasion {
    OPEN(OnOpen.class, Optional.empty()),
    MESSAGE(OnMessage.class, Optional.empty()),
    CLOSE(OnClose.class, Optional.of(CloseInfo.class)),
    ERROR(OnError.class, Optional.of(Throwable.class));

    private final Class<? extends Annotation> annotation;
    private final Optional<Class<?>> event;

    Occasion(Class<? extends Annotation> annotation, Optional<Class<?>> event) {
        this.annotation = annotation;
        this.event = event;
    }

    /** The type that only handlers of this occasion may ask for. */
    Optional<Class<?>> event() {
        return event;
    }

    /** {@code @OnOpen}. */
    @Override
    public String toString() {
        return "@" + annotation.getSimpleName();
    }

    /** The occasions that a method is annotated with. */
    static List<Occasion> of(Method method) {
        return Arrays.stream(values())
                .filter(occasion -> method.isAnnotationPresent(occasion.annotation))
                .toList();
    }
}
