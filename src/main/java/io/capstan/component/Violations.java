package io.capstan.component;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Iterator;

/** What Jakarta Validation has to say about what a client has sent, where the server has a provider of it. */
final class Violations {
    private static final String NAME = "jakarta.validation.ConstraintViolationException";

    private Violations() {}

    /** Whether a handler of this class was not called, since what its parameters got violates their constraints. */
    static boolean isRefusal(Throwable error, Class<?> type) {
        return error.getClass().getName().equals(NAME) && Api.isRefusal(error, type); // the API may be missing
    }

    /** Loaded where there is an exception of the API only. */
    private static final class Api {
        static boolean isRefusal(Throwable error, Class<?> type) {
            return error instanceof ConstraintViolationException violations
                    && violations.getConstraintViolations() != null
                    && violations.getConstraintViolations().stream()
                            .allMatch(violation -> isOfParameter(violation, type));
        }

        /** Anything else, also in a bean that the component calls, is a fault of the application. */
        private static boolean isOfParameter(ConstraintViolation<?> violation, Class<?> type) {
            Iterator<Path.Node> path = violation.getPropertyPath().iterator();
            return violation.getRootBeanClass() != null
                    && type.isAssignableFrom(violation.getRootBeanClass())
                    && path.next().getKind() == ElementKind.METHOD
                    && path.hasNext()
                    && isParameter(path.next().getKind());
        }

        private static boolean isParameter(ElementKind kind) {
            return kind == ElementKind.PARAMETER || kind == ElementKind.CROSS_PARAMETER;
        }
    }
}
