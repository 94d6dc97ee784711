package io.capstan.component;

import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.wire.json.JsonBinding;
import io.capstan.wire.json.JsonOptions;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger.Level;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes objects of text messages by JSON-B. Thread-safe. */
public final class JsonMessages {
    private static final System.Logger LOG = System.getLogger(JsonMessages.class.getName());
    private volatile JsonBinding binding = new JsonBinding(new JsonbConfig(), Optional.empty(), JsonOptions.DEFAULTS);

    /** From now on JSON-B is as the application has configured it. */
    void use(JsonBinding configured) {
        binding = configured;
    }

    /**
     * Makes an object.
     *
     * @throws ClientException with 1007 if the text is no JSON, or does not fit the type
     */
    public Object read(String text, Type type) {
        JsonBinding json = binding;
        int members = json.options().members();
        if (!JsonShape.fits(text, JsonOptions.DEEPEST, members)) {
            throw refusal("This is no JSON, deeper than " + JsonOptions.DEEPEST + " levels, or of more than " + members
                    + " members");
        }
        Object read;
        try {
            read = json.reader().fromJson(text, type);
        } catch (RuntimeException e) { // JsonbException, or whatever an adapter of the application throws
            LOG.log(Level.DEBUG, () -> "A message is no " + type.getTypeName(), e);
            ClientException refusal = refusal("This is no JSON of the form that is expected here");
            refusal.initCause(e);
            throw refusal;
        }
        if (read == null) {
            throw refusal("This is null");
        }
        return read;
    }

    private static ClientException refusal(String reason) {
        return new ClientException(CloseCode.INVALID_PAYLOAD.code(), reason);
    }

    /** Why JSON-B cannot make anything of this type, if that can be told by its look. */
    public static Optional<String> whyNot(Type type) {
        if (type instanceof TypeVariable<?>) {
            return Optional.of("what '" + type + "' stands for is not known here; override the method with the actual"
                    + " type, and annotate that one.");
        }
        if (type instanceof Class<?> plain) {
            Class<?> element = plain.isArray() ? plain.getComponentType() : plain;
            return element.isPrimitive() || element.isArray() || Modifier.isPublic(element.getModifiers())
                    ? Optional.empty()
                    : Optional.of(
                            element.getName() + " is not public, so that JSON-B cannot make one; make it public.");
        }
        return parts(type).flatMap(part -> whyNot(part).stream()).findFirst();
    }

    private static Stream<Type> parts(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()));
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds());
        }
        return Stream.of(((GenericArrayType) type).getGenericComponentType());
    }
}
