package io.capstan;

import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope of beans that live as long as a connection: each connection has an instance of its own, made at its first
 * use. A connection that uses none costs nothing.
 *
 * <p>It is active in every callback and timer of a connection, and in the observers of {@link Opened} and {@link Closed}.
 * Everywhere else, for one in a thread that a callback has started, a call of such a bean throws
 * {@link jakarta.enterprise.context.ContextNotActiveException}.
 *
 * <p>When the connection is over and its component has been told, last of all, the instances are destroyed, the newest
 * first: {@code @PreDestroy} is the place to give back what a connection has taken.
 *
 * <p>Instances are not passivated. Callbacks of one connection run one at a time, and so an instance needs no locks
 * unless it is handed to other threads.
 */
@NormalScope
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ConnectionScoped {}
