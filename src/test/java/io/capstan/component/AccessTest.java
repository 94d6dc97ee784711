package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Caller EDITOR = Caller.of("ada", "editor");
    private static final Caller NOBODY_SPECIAL = Caller.of("bob");

    @RolesAllowed("editor")
    @DeclareRoles("declared")
    static class Base implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {}

        @Override
        @RolesAllowed({"clerk", "chief"})
        public void onMessage(Connection connection, ByteBuffer binary) {}
    }

    static class Silent extends Base {}

    @PermitAll
    static class Opened extends Base {}

    @PermitAll
    static class Overriding extends Base {
        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {}
    }

    @DenyAll
    static class Closed {}

    @RolesAllowed("**")
    static class Known {}

    @PermitAll
    @DenyAll
    static class Torn implements MessageComponent {
        @Override
        @PermitAll
        @RolesAllowed({})
        public void onMessage(Connection connection, String text) {}

        @Override
        @RolesAllowed("clerk")
        public void onOpen(Connection connection) {}

        @Override
        @RolesAllowed("clerk")
        public void onFirstOpen() {}
    }

    @Test
    @DisplayName(
            "who says nothing lets everybody in; roles are for those who have one of them; ** is for all who are known")
    void kinds() {
        assertTrue(Access.to(String.class).allows(Caller.ANONYMOUS));
        assertTrue(Access.to(Base.class).allows(EDITOR));
        assertFalse(Access.to(Base.class).allows(NOBODY_SPECIAL));
        assertFalse(Access.to(Base.class).allows(Caller.ANONYMOUS));
        assertFalse(Access.to(Closed.class).allows(EDITOR));
        assertTrue(Access.to(Known.class).allows(NOBODY_SPECIAL));
        assertFalse(Access.to(Known.class).allows(Caller.ANONYMOUS));
    }

    @Test
    @DisplayName("a class has what its nearest superclass says, unless it says something itself")
    void inherited() {
        assertEquals(Access.to(Base.class), Access.to(Silent.class));
        assertTrue(Access.to(Opened.class).allows(Caller.ANONYMOUS));
    }

    @Test
    @DisplayName("a method has what stands on it, else what holds for the class that declares it")
    void methods() {
        Component opened = new Components().of(Opened.class, new Opened());
        assertEquals(
                Set.of("editor"),
                opened.handlers().text().orElseThrow().access().roles());
        assertEquals(
                Set.of("clerk", "chief"),
                opened.handlers().binary().orElseThrow().access().roles());
        Component overriding = new Components().of(Overriding.class, new Overriding());
        assertTrue(overriding.handlers().binary().orElseThrow().access().allows(Caller.ANONYMOUS));
    }

    @Test
    @DisplayName("the roles of a class are those of its methods and superclasses too, and those it declares")
    void roles() {
        assertEquals(
                Set.of("editor", "clerk", "chief", "declared"), AccessAnnotations.roles(List.of(Overriding.class)));
    }

    @Test
    @DisplayName(
            "what contradicts itself is named, and so are roles that nobody can have and annotations without effect")
    void faults() {
        List<String> faults = new ArrayList<>();
        AccessAnnotations.check(Torn.class, faults::add);
        String name = Torn.class.getName();
        assertEquals(
                Set.of(
                        name + ": @PermitAll and @DenyAll contradict each other; allowed is one of them.",
                        name
                                + ".onMessage: @RolesAllowed and @PermitAll contradict each other; allowed is one of them.",
                        name + ".onMessage: @RolesAllowed names no role; write @DenyAll if nobody is meant.",
                        name + ".onOpen: @RolesAllowed has no effect on onOpen; put it on the class, which decides who"
                                + " may connect, or on a handler of messages.",
                        name + ".onFirstOpen: @RolesAllowed has no effect on onFirstOpen; put it on the class, which"
                                + " decides who may connect, or on a handler of messages."),
                Set.copyOf(faults));
        faults.clear();
        AccessAnnotations.check(Overriding.class, faults::add);
        assertEquals(List.of(), faults);
        assertTrue(
                !Access.to(Torn.class).allows(EDITOR),
                "of two that contradict each other the stricter one holds meanwhile");
    }
}
