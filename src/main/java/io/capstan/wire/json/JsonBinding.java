package io.capstan.wire.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON-B as an application has configured it: reads, and writes within limits, with views and gaps for relative times. Each of
 * its {@link Jsonb}s is made when it is first needed, since that is expensive. Thread-safe.
 */
public final class JsonBinding {
    /** The views of an application stand in its code. Whoever makes them of what clients send has to be stopped. */
    private static final int MOST_VIEWS = 200;

    private final JsonbConfig config;
    private final @Nullable Jsonb own;
    private final JsonOptions options;
    private final RelativeNames relative;
    private final Map<Set<String>, Jsonb> writers = new ConcurrentHashMap<>();
    private volatile @Nullable Jsonb reader;

    /**
     * JSON-B with these limits.
     *
     * @param config what the application has configured
     * @param own one that the application has made; it comes before the configuration, and knows nothing of views and times
     */
    public JsonBinding(JsonbConfig config, Optional<Jsonb> own, JsonOptions options) {
        this.config = config;
        this.own = own.orElse(null);
        this.options = options;
        this.relative = new RelativeNames(options.relativeTime());
    }

    /** Its limits. */
    public JsonOptions options() {
        return options;
    }

    /** Reads what clients send. */
    public Jsonb reader() {
        Jsonb made = own == null ? reader : own;
        if (made == null) {
            synchronized (this) {
                made = reader;
                if (made == null) {
                    made = JsonbBuilder.create(config);
                    reader = made;
                }
            }
        }
        return made;
    }

    /** The names of properties. */
    public PropertyNames names() {
        return PropertyNames.of(config);
    }

    /**
     * Writes an object.
     *
     * @throws IllegalArgumentException if that cannot be done, whatever the reason
     */
    JsonText write(Object value, Set<String> views) {
        JsonOutput output = new JsonOutput(options.length());
        try {
            writer(views).toJson(value, output);
            return output.end();
        } catch (RuntimeException e) { // JsonbException, or whatever an adapter of the application throws
            throw failure(value, reason(e), e);
        } catch (StackOverflowError e) { // Yasson asks each object for its hash code, which of a circle has no end
            throw failure(value, "it refers to itself, or is too deep", e);
        }
    }

    /** Yasson says where; what is wrong says the first of the causes. */
    private static String reason(Throwable thrown) {
        Throwable first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == thrown ? String.valueOf(thrown.getMessage()) : thrown.getMessage() + ": " + first.getMessage();
    }

    private static IllegalArgumentException failure(Object value, String why, Throwable cause) {
        return new IllegalArgumentException(
                "JSON-B cannot encode this " + value.getClass().getName() + ": " + why, cause);
    }

    private Jsonb writer(Set<String> views) {
        Jsonb made = own;
        if (made != null) {
            if (!views.isEmpty()) {
                throw new IllegalStateException("the views " + views + " cannot be asked of a bean of type "
                        + Jsonb.class.getName() + "; have a bean of type " + JsonbConfig.class.getName() + " instead");
            }
            return made;
        }
        made = writers.get(views);
        return made == null ? make(views) : made;
    }

    private Jsonb make(Set<String> views) {
        if (writers.size() >= MOST_VIEWS) {
            throw new IllegalStateException("the views " + views + " are more than " + MOST_VIEWS
                    + " different ones; allowed are those that stand in @View");
        }
        return writers.computeIfAbsent(views, asked -> JsonbBuilder.newBuilder()
                .withConfig(showing(asked))
                .withProvider(new JsonOutputProvider(JsonProvider.provider(), relative))
                .build());
    }

    private JsonbConfig showing(Set<String> views) {
        JsonbConfig copy = new JsonbConfig();
        config.getAsMap().forEach(copy::setProperty);
        Optional<PropertyVisibilityStrategy> application = config.getProperty(JsonbConfig.PROPERTY_VISIBILITY_STRATEGY)
                .filter(PropertyVisibilityStrategy.class::isInstance)
                .map(PropertyVisibilityStrategy.class::cast);
        return copy.withPropertyVisibilityStrategy(new Views(views, application, names(), relative::annotated));
    }
}
