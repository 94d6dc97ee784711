package com.example.notifications;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** On a REST resource: for administrators. */
@NameBinding
@Retention(RUNTIME)
@Target(TYPE)
public @interface AdminOnly {

    /** Refuses everybody else. */
    @Provider
    @AdminOnly
    class Check implements ContainerRequestFilter {
        @Inject
        Visitor visitor;

        @Override
        public void filter(ContainerRequestContext request) {
            if (!visitor.isAdmin()) {
                throw new ForbiddenException();
            }
        }
    }
}
