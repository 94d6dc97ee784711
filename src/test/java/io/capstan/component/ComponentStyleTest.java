package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.WiringException;
import io.capstan.component.Invoker.OnError;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a room above can add to components: here a style in which each text is the name of the method that it calls. */
class ComponentStyleTest {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Command {}

    /** Commands by name; all that is no connection gets the message. */
    private static final class Commands implements ComponentStyle, BeanMethods.Source {
        @Override
        public boolean isUsedBy(Class<?> type) {
            return BeanMethods.exist(type, Command.class);
        }

        @Override
        public Speech speech(Class<?> type) {
            return new Speech(List.of("commands"), true);
        }

        @Override
        public void check(Class<?> type, Consumer<String> faults) {
            if (type.getSimpleName().startsWith("Odd")) {
                faults.accept(type.getName() + ": is odd.");
            }
        }

        @Override
        public void compile(Draft draft) {
            List<BeanMethod> methods = new ArrayList<>();
            for (Method method : draft.methods().with(Command.class)) {
                draft.methods().resolve(method, this).ifPresent(methods::add);
            }
            draft.open("commands", (bean, connection, opened) -> log(bean, "style opens"));
            draft.text("the methods with @Command", (bean, connection, text) -> call(methods, bean, connection, text));
            draft.close("commands", (bean, connection, close) -> log(bean, "style closes"));
            draft.failures(
                    "commands",
                    (connection, failure) -> connection.send(failure.request().orElse("nothing") + " " + failure.kind()
                            + " " + failure.text() + " " + (failure.id().length() == 12)));
        }

        private static Object log(Object bean, String what) {
            if (bean instanceof Shell shell) {
                shell.log.add(what);
            }
            return null;
        }

        private static Object call(List<BeanMethod> methods, Object bean, Connection connection, String text)
                throws Exception {
            for (BeanMethod method : methods) {
                if (method.method().getName().equals(text)) {
                    try {
                        return method.call(bean, connection, text);
                    } catch (Exception e) {
                        throw new RequestFailedException(text, e);
                    }
                }
            }
            return "?";
        }

        @Override
        public Optional<Argument> argument(Parameter parameter, Consumer<String> faults) {
            if (parameter.getType() == String.class) {
                return Optional.of((connection, event) -> event);
            }
            faults.accept("allowed is String.");
            return Optional.empty();
        }
    }

    @Route("/shell")
    static class Shell implements MessageComponent {
        final List<String> log = new ArrayList<>();

        @Override
        public void onOpen(Connection connection) {
            log.add("class opens");
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            log.add("class closes");
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            log.add("told " + error.getMessage());
        }

        @Command
        String hello(Caller caller, String text) {
            return text + " " + caller.name();
        }

        @Command
        void fail() {
            throw new IllegalStateException("secret");
        }
    }

    private final Components components = new Components(List.of(new Commands()));

    @Test
    @DisplayName("a style takes the messages of a class, and comes before its opening and behind its end")
    void style() {
        Shell shell = new Shell();
        StandAlone mounted = StandAlone.of(components, shell, Optional.empty());
        FakeConnection connection = new FakeConnection();
        Callbacks callbacks = new Callbacks(
                mounted.component(),
                connection,
                new Invoker(RequestContexts.Call::run, Runnable::run, OnError.CLOSE),
                connection::isClosing);
        callbacks.open();
        callbacks.message("hello");
        callbacks.message("fail");
        callbacks.closed(new CloseInfo(1000, "", CloseInfo.Initiator.PEER, Instant.EPOCH, Optional.empty()), () -> {});
        assertEquals(
                List.of(Message.text("hello "), Message.text("fail INTERNAL Internal server error true")),
                connection.sent);
        assertTrue(connection.isOpen(), "the style has not closed it");
        assertEquals(List.of("style opens", "class opens", "told secret", "class closes", "style closes"), shell.log);
    }

    @Test
    @DisplayName("a route speaks what its styles do, and a client need not offer it unless the route names some itself")
    void speech() {
        Target unnamed = components.target(Shell.class, Shell.class.getAnnotation(Route.class));
        assertEquals(List.of("commands"), unnamed.subprotocols());
        assertTrue(unnamed.silent());

        @Route(value = "/named", subprotocols = "mine")
        class Named extends Shell {}
        Target named = components.target(Named.class, Named.class.getAnnotation(Route.class));
        assertEquals(List.of("mine", "commands"), named.subprotocols());
        assertEquals(false, named.silent());
    }

    static class OddShell implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {}

        @Command
        void number(int number) {}

        @Command
        private void hidden() {}
    }

    @Test
    @DisplayName("its faults are told together with all others, and so is a second handler of the same messages")
    void faults() {
        WiringException thrown =
                assertThrows(WiringException.class, () -> StandAlone.of(components, new OddShell(), Optional.empty()));
        String type = OddShell.class.getName();
        assertEquals("""
                Capstan cannot mount the component:
                 - %1$s.hidden(): is private, so that it cannot be called as a method of a bean; allowed is any other method.
                 - %1$s.number(int): parameter 1 'int number': allowed is String.
                 - %1$s: two handlers take text messages, onMessage(Connection, String) and the methods with @Command; allowed is one.
                 - %1$s: is odd.""".formatted(type), thrown.getMessage());
    }
}
