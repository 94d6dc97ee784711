package io.capstan.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.Publication.Position;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Payload;
import io.capstan.channel.Posting;
import io.capstan.channel.Recovery;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same on a real PostgreSQL, which this test starts for itself where Debian's is installed. */
class PostgresTest {
    private static Postgres postgres;

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final Function<String, ChannelRule> rules = name -> StoredHub.rule(5, Duration.ofMinutes(10));

    @BeforeAll
    static void start() throws IOException {
        Path programs = Postgres.programs().orElse(null);
        assumeTrue(programs != null, "NO TEST WITH PostgreSQL: Debian's postgresql is missing");
        postgres = Postgres.start(programs);
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    private Place place() {
        return new UrlPlace(postgres.url(), postgres.user(), "");
    }

    private StoredHub start(String run, Place place) throws IOException {
        return StoredHub.start(run, place, rules, clock::get, Lease.TIMES);
    }

    private void execute(String sql) throws SQLException {
        Place place = place();
        try (Connection connection = place.take();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    @DisplayName(
            "tables are made, the epoch goes on behind a clean stop and not behind a crash, connections that break are made anew")
    void story() throws Exception {
        StoredHub first = start("one", place());
        Position one = first.publish("news", "1");
        for (int i = 2; i <= 20; i++) {
            first.publish("news", "text " + i);
        }
        String odd = "nul\u0000 and lone\ud800";
        first.hub.publish(odd, Payload.ofJson("{\"a\":\"\\u0000\"}", null));
        Position eighteen = new Position(one.epoch(), 18);
        first.stop();

        FragilePlace place = new FragilePlace(place());
        StoredHub second = start("two", place);
        assertEquals(1, second.hub.kept(odd).size());
        assertEquals(5, second.texts("news").size());
        assertFalse(second.join("news", one).recovered(), "it is not kept any more");
        Recovery recovery = second.join("news", eighteen);
        assertTrue(recovery.recovered());
        assertEquals(
                List.of(19L, 20L),
                recovery.missed().stream().map(Posting::offset).toList());
        execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                + " and backend_type = 'client backend'");
        second.publish("news", "behind the break");
        StoredHub watched = second;
        Awaitility.await().until(() -> count("where place = 21") == 1);
        IOException refusal = assertThrows(IOException.class, () -> start("three", place()));
        assertTrue(refusal.getMessage().contains("belong to another server that runs"), refusal.getMessage());
        place.cut();

        StoredHub third = start("four", place());
        assertEquals("behind the break", third.texts("news").get(4));
        assertFalse(third.join("news", eighteen).recovered());
        assertEquals(22, third.publish("news", "on").offset());
        third.stop();
        watched.hub.stop(Duration.ZERO);
    }

    private long count(String which) throws SQLException {
        Place place = place();
        try (Connection connection = place.take();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from capstan_publication " + which)) {
            row.next();
            return row.getLong(1);
        }
    }
}
