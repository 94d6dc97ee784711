package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.capstan.ClientException;
import io.capstan.ClientException.Mapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What applications make of their exceptions for clients. */
class ExceptionMappersTest {
    @ApplicationScoped
    static class ForAll implements Mapper<IOException> {
        @Override
        public ClientException map(IOException error) {
            return new ClientException("io", true);
        }

        @Produces
        Mapper<FileNotFoundException> missing() {
            return error -> new ClientException("missing", false);
        }
    }

    @ApplicationScoped
    static class Again implements Mapper<IOException> {
        @Override
        public ClientException map(IOException error) {
            return new ClientException("again", true);
        }
    }

    @Dependent
    static class Generic<E extends Exception> implements Mapper<E> {
        @Override
        public ClientException map(E error) {
            return new ClientException("any", true);
        }
    }

    private static ExceptionMappers mappers(WeldContainer container, List<String> faults) {
        return ExceptionMappers.of(container.getBeanManager(), faults::add);
    }

    private static WeldContainer container(Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .skipShutdownHook()
                .beanClasses(beans)
                .initialize();
    }

    @Test
    @DisplayName("PAR-303 of several mappers that one counts whose type is the nearest")
    void nearest() {
        List<String> faults = new ArrayList<>();
        try (WeldContainer container = container(ForAll.class)) {
            ExceptionMappers mappers = mappers(container, faults);
            assertEquals("io", mappers.translate(new IOException("secret")).getMessage());
            assertEquals(
                    "missing",
                    mappers.translate(new FileNotFoundException("/etc")).getMessage());
            NoSuchElementException other = new NoSuchElementException();
            assertSame(other, mappers.translate(other));
        }
        assertEquals(List.of(), faults);
    }

    @Test
    @DisplayName("two mappers of one type fail the deployment, and so does one that does not say of which")
    void faults() {
        List<String> faults = new ArrayList<>();
        try (WeldContainer container = container(ForAll.class, Again.class, Generic.class)) {
            mappers(container, faults);
        }
        assertEquals(2, faults.size(), faults::toString);
        assertEquals(
                "Two beans of type ClientException.Mapper take java.io.IOException, one of " + Again.class.getName()
                        + " and one of " + ForAll.class.getName() + "; allowed is one.",
                faults.stream()
                        .filter(fault -> fault.startsWith("Two"))
                        .findFirst()
                        .orElseThrow());
        assertEquals(
                Generic.class.getName() + ": is a ClientException.Mapper of no certain exception; say which one:"
                        + " implements ClientException.Mapper<NoSuchElementException>.",
                faults.stream()
                        .filter(fault -> !fault.startsWith("Two"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    @DisplayName(
            "what containers and stages wrap around an exception does not hide it; a mapper that fails changes nothing")
    void wrapped() {
        ClientException told = new ClientException("told", false);
        ExceptionMappers mappers =
                new ExceptionMappers(Map.of(IllegalStateException.class, (Mapper<Throwable>) error -> {
                    throw new IllegalArgumentException("not this one");
                }));
        assertSame(told, mappers.translate(new CompletionException(new UndeclaredThrowableException(told))));
        IllegalStateException failed = new IllegalStateException("secret");
        assertSame(failed, mappers.translate(failed));
        CompletionException bare = new CompletionException("without a cause", null);
        assertSame(bare, mappers.translate(bare));
    }
}
