package io.capstan.wire;

import io.capstan.Connections;
import io.capstan.Users;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The listed connections by the names of their callers; those of anonymous ones are not in it. Thread-safe. */
final class UserIndex implements Users {
    /** No set in it is empty. */
    private final Map<String, Set<WireConnection>> byName = new ConcurrentHashMap<>();

    private final Function<String, Connections> view;

    /** Who is told of first and last connections; {@code null}: nobody. */
    private volatile @Nullable Attendance attendance;

    /** @param view makes the view of the connections of one name */
    UserIndex(Function<String, Connections> view) {
        this.view = view;
    }

    /** First and last connections are told from now on. */
    void tell(Attendance told) {
        attendance = told;
    }

    void add(WireConnection connection) {
        if (connection.caller().isAnonymous()) {
            return;
        }
        Attendance told = attendance;
        String user = connection.caller().name();
        byName.compute(user, (name, before) -> {
            if (before == null && told != null) {
                told.came(name);
            }
            Set<WireConnection> all = before == null ? ConcurrentHashMap.newKeySet(1) : before;
            all.add(connection);
            return all;
        });
        if (told != null) {
            told.fire(user);
        }
    }

    void remove(WireConnection connection) {
        Attendance told = attendance;
        byName.computeIfPresent(connection.caller().name(), (name, all) -> {
            all.remove(connection);
            if (all.isEmpty() && told != null) {
                told.went(name);
            }
            return all.isEmpty() ? null : all;
        });
    }

    /** The connections of a name, live while there are any. */
    Stream<WireConnection> connections(String name) {
        return byName.getOrDefault(name, Set.of()).stream();
    }

    @Override
    public User of(String name) {
        return new OneUser(name);
    }

    @Override
    public boolean online(String name) {
        return byName.containsKey(name);
    }

    @Override
    public Stream<String> names() {
        return byName.keySet().stream();
    }

    private final class OneUser implements User {
        private final String name;

        OneUser(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Connections connections() {
            return view.apply(name);
        }

        @Override
        public int disconnect(int code, String reason) {
            int count = 0;
            for (WireConnection connection : UserIndex.this.connections(name).toList()) {
                connection.close(code, reason);
                count++;
            }
            return count;
        }

        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }
}
