package io.capstan.component;

import io.capstan.ClientException;
import io.capstan.ClientException.Mapper;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.System.Logger.Level;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What applications make of their exceptions for clients: the {@link Mapper} whose type is the nearest. Thread-safe.
 *
 * @param mappers by the exceptions that they take
 */
public record ExceptionMappers(Map<Class<?>, Mapper<?>> mappers) {
    private static final System.Logger LOG = System.getLogger(ExceptionMappers.class.getName());

    /** What containers wrap around exceptions of applications; they need not be there. */
    private static final Set<String> WRAPPERS = Set.of(
            "jakarta.ejb.EJBException",
            "jakarta.ejb.EJBTransactionRolledbackException",
            "jakarta.transaction.TransactionalException",
            "java.lang.reflect.UndeclaredThrowableException",
            "java.util.concurrent.CompletionException",
            "java.util.concurrent.ExecutionException");

    /** None. */
    public static final ExceptionMappers NONE = new ExceptionMappers(Map.of());

    public ExceptionMappers {
        mappers = Map.copyOf(mappers);
    }

    /** The beans of an application that are mappers. */
    public static ExceptionMappers of(BeanManager beans, Consumer<String> faults) {
        List<Bean<?>> found = beans.getBeans(new TypeLiteral<Mapper<?>>() {}.getType(), Any.Literal.INSTANCE).stream()
                .sorted(Comparator.comparing(Bean::toString))
                .toList();
        Map<Class<?>, Bean<?>> byType = new LinkedHashMap<>();
        for (Bean<?> bean : found) {
            Class<?> type = exception(bean).orElse(null);
            if (type == null) {
                faults.accept(bean.getBeanClass().getName() + ": is a ClientException.Mapper of no certain exception;"
                        + " say which one: implements ClientException.Mapper<NoSuchElementException>.");
                continue;
            }
            Bean<?> other = byType.putIfAbsent(type, bean);
            if (other != null) {
                faults.accept("Two beans of type ClientException.Mapper take " + type.getName() + ", one of "
                        + other.getBeanClass().getName() + " and one of "
                        + bean.getBeanClass().getName() + "; allowed is one.");
            }
        }
        Map<Class<?>, Mapper<?>> mappers = new LinkedHashMap<>();
        byType.forEach((type, bean) -> mappers.put(type, reference(bean, beans)));
        return new ExceptionMappers(mappers);
    }

    private static Mapper<?> reference(Bean<?> bean, BeanManager beans) {
        Type mapper = bean.getTypes().stream()
                .filter(type -> argument(type).isPresent())
                .findFirst()
                .orElseThrow();
        return (Mapper<?>) beans.getReference(bean, mapper, beans.createCreationalContext(bean));
    }

    private static Optional<Class<?>> exception(Bean<?> bean) {
        return bean.getTypes().stream().flatMap(type -> argument(type).stream()).findFirst();
    }

    private static Optional<Class<?>> argument(Type type) {
        return type instanceof ParameterizedType generic
                        && generic.getRawType() == Mapper.class
                        && generic.getActualTypeArguments()[0] instanceof Class<?> exception
                ? Optional.of(exception)
                : Optional.empty();
    }

    /** What an exception is without what containers have wrapped around it, and as the application wants clients to see it. */
    public Throwable translate(Throwable error) {
        Throwable bare = unwrap(error);
        return nearest(bare.getClass()).map(mapper -> map(mapper, bare)).orElse(bare);
    }

    private Optional<Mapper<?>> nearest(Class<?> thrown) {
        return Stream.<Class<?>>iterate(thrown, type -> type != null, ExceptionMappers::superclass)
                .<Mapper<?>>flatMap(type -> Optional.ofNullable(mappers.get(type)).stream())
                .findFirst();
    }

    private static @Nullable Class<?> superclass(Class<?> type) {
        return type.getSuperclass();
    }

    @SuppressWarnings("unchecked") // it was found by the type of the error
    private static Throwable map(Mapper<?> mapper, Throwable error) {
        try {
            ClientException made = ((Mapper<Throwable>) mapper).map(error);
            if (made != null) {
                return made;
            }
            LOG.log(
                    Level.WARNING,
                    "{0} has made nothing of {1}",
                    mapper.getClass().getName(),
                    error);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What made something of an exception for a client has failed itself", e);
        }
        return error;
    }

    /** The exception of the application. */
    static Throwable unwrap(Throwable error) {
        Throwable bare = error;
        for (int depth = 0;
                depth < WRAPPERS.size() && WRAPPERS.contains(bare.getClass().getName());
                depth++) {
            Throwable cause = bare.getCause();
            if (cause == null) {
                return bare;
            }
            bare = cause;
        }
        return bare;
    }
}
