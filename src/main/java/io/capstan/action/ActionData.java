package io.capstan.action;

import java.lang.reflect.Type;
import java.util.List;

/** What a method takes of the data that comes with its action. */
public sealed interface ActionData {

    /** Whether a message without data is none for this method. */
    boolean isNeeded();

    /** Nothing. */
    record None() implements ActionData {
        @Override
        public boolean isNeeded() {
            return false;
        }
    }

    /**
     * All of it, in one parameter.
     *
     * @param type what JSON-B makes of it
     * @param optional whether the parameter is an {@code Optional} of it
     */
    record Whole(Type type, boolean optional) implements ActionData {
        @Override
        public boolean isNeeded() {
            return !optional;
        }
    }

    /** Members of an object, each in one parameter. */
    record Members(List<Member> members) implements ActionData {
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public boolean isNeeded() {
            return members.stream().anyMatch(member -> !member.optional());
        }
    }

    /**
     * A member of an object.
     *
     * @param type what JSON-B makes of its value
     * @param optional whether the parameter is an {@code Optional} of it
     */
    record Member(String name, Type type, boolean optional) {}
}
