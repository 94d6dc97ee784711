package io.capstan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of which origin a page must be to connect: on a component, or on an endpoint in the card style. Pages of other origins
 * get 403 before anything of the application runs. The setting {@code capstan.route.<class>.origins} overrides it; without
 * both, {@code capstan.origins} holds, whose default is {@code same-host}.
 *
 * <p>It speaks about browsers only: a program can send any {@code Origin}, or none, which is let in unless
 * {@code capstan.origin.required} is set. {@code Origin: null}, several and nonsense are refused whatever the rules.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Origins {

    /**
     * The rules, of which one has to fit. Upper and lower case are the same, a name may be written in its own script or
     * as {@code xn--}, a default port or none are the same. A rule that is none stops the deployment.
     *
     * <ul>
     *   <li>{@code https://a.example:8443}: this origin: scheme, host and port
     *   <li>{@code a.example}, {@code [2001:db8::1]}: this host, whatever the scheme and the port
     *   <li>{@code *.a.example}: every host below it, at any depth, not {@code a.example} itself
     *   <li>{@code same-host}: host and port that the handshake itself goes to
     *   <li>{@code localhost}: the browser's own machine, by name or address, whatever the port
     *   <li>{@code site:shop}: each rule in the setting {@code capstan.site.shop}
     *   <li>{@code *}: every origin
     * </ul>
     */
    String[] value();
}
