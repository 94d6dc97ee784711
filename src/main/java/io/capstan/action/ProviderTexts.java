package io.capstan.action;

import io.capstan.action.ViolationTexts.Violation;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the server's provider of Jakarta Validation. Loaded only where there is an exception of that API, which may be
 * missing.
 */
final class ProviderTexts {
    private static final System.Logger LOG = System.getLogger(ProviderTexts.class.getName());

    private final MessageInterpolator interpolator;

    private ProviderTexts(MessageInterpolator interpolator) {
        this.interpolator = interpolator;
    }

    /** Those of an application: of the factory that its server has for it, which knows its {@code validation.xml}. */
    static ProviderTexts of(@Nullable BeanManager beans) {
        if (beans != null) {
            Instance<ValidatorFactory> factory = beans.createInstance().select(ValidatorFactory.class);
            if (factory.isResolvable()) {
                return new ProviderTexts(factory.get().getMessageInterpolator());
            }
        }
        return new ProviderTexts(Validation.buildDefaultValidatorFactory().getMessageInterpolator());
    }

    List<Violation> of(Throwable error, List<String> parameters, Optional<Locale> language) {
        return ((ConstraintViolationException) error)
                .getConstraintViolations().stream()
                        .map(violation -> describe(violation, parameters, language))
                        .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::code))
                        .toList();
    }

    private Violation describe(ConstraintViolation<?> violation, List<String> parameters, Optional<Locale> language) {
        ConstraintDescriptor<?> descriptor = violation.getConstraintDescriptor();
        return new Violation(
                path(violation.getPropertyPath(), parameters),
                language.map(locale -> message(violation, locale)).orElseGet(violation::getMessage),
                descriptor.getAnnotation().annotationType().getSimpleName());
    }

    /** The provider has made a message already, in the language of the server. */
    private String message(ConstraintViolation<?> violation, Locale locale) {
        try {
            return interpolator.interpolate(violation.getMessageTemplate(), new Context(violation), locale);
        } catch (RuntimeException e) { // an expression of the application's
            LOG.log(Level.DEBUG, () -> "There is no message in " + locale + " for " + violation, e);
            return violation.getMessage();
        }
    }

    private record Context(ConstraintViolation<?> violation) implements MessageInterpolator.Context {
        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return violation.getConstraintDescriptor();
        }

        @Override
        public Object getValidatedValue() {
            return violation.getInvalidValue();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new ValidationException("There is no " + type.getName() + " here.");
        }
    }

    /** {@code items[0].sku}: without the method, and without the parameter if that is the whole data. */
    static String path(Path path, List<String> parameters) {
        StringBuilder text = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CROSS_PARAMETER) {
                continue;
            }
            if (node.isInIterable()) {
                Object key = node.getKey() == null ? node.getIndex() : node.getKey();
                text.append('[').append(key == null ? "" : key).append(']');
            }
            String name = node.getKind() == ElementKind.PARAMETER
                    ? parameters.get(node.as(Path.ParameterNode.class).getParameterIndex())
                    : node.getKind() == ElementKind.CONTAINER_ELEMENT ? "" : String.valueOf(node.getName());
            text.append(text.isEmpty() || name.isEmpty() ? "" : ".").append(name);
        }
        return text.toString();
    }
}
