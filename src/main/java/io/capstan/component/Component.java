package io.capstan.component;

import io.capstan.MessageComponent;

/**
 * A component that can be called, whatever style it is written in.
 *
 * @param type the class that carries the route, by which its connections are found
 * @param bean the bean's client proxy, or the one instance of a dependent bean
 * @param access who may connect
 * @param handlers what it does
 */
public record Component(Class<?> type, Object bean, Access access, Handlers handlers) {
    /** What a class without handlers lacks. */
    static final String HOW_TO_HANDLE = "override a method of " + MessageComponent.class.getName()
            + ", or annotate one with @OnMessage of jakarta.websocket";
}
