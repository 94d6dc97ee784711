package io.capstan.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Message;
import io.capstan.Publication;
import io.capstan.Publication.Position;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Payload;
import io.capstan.channel.Posting;
import io.capstan.channel.Recovery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of channels that outlive the server, on H2. */
class OutlivingTest {
    private static final Duration AGE = Duration.ofMinutes(10);

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final Function<String, ChannelRule> rules = name -> StoredHub.rule(5, AGE);
    private final String name = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private FragilePlace place;

    @BeforeEach
    void database() {
        place = place();
    }

    private FragilePlace place() {
        return new FragilePlace(new UrlPlace(name, "", ""));
    }

    private StoredHub start(String run) throws IOException {
        place = place();
        return StoredHub.start(run, place, rules, clock::get);
    }

    private long count(String table) {
        try (Connection connection = place().take();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from capstan_" + table)) {
            row.next();
            return row.getLong(1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void awaitRows(long rows) {
        Awaitility.await().untilAsserted(() -> assertEquals(rows, count("publication")));
    }

    @Test
    @DisplayName("after a clean stop the history is there with offsets and times, and the epoch goes on")
    void restart(@TempDir Path directory) throws Exception {
        UrlPlace file = new UrlPlace("jdbc:h2:file:" + directory.resolve("channels"), "sa", "");
        StoredHub first = StoredHub.start("one", file, rules, clock::get);
        Position seen = first.publish("news", "1");
        clock.addAndGet(1000);
        first.publish("news", "2");
        first.publish("news", "3");
        List<Publication> before = first.history("news");
        first.stop();

        StoredHub second = StoredHub.start("two", file, rules, clock::get);
        assertEquals(before, second.history("news"));
        Recovery recovery = second.join("news", seen);
        assertTrue(recovery.recovered());
        assertEquals(
                List.of(2L, 3L), recovery.missed().stream().map(Posting::offset).toList());
        assertEquals(new Position(seen.epoch(), 4), second.publish("news", "4"));
        second.stop();

        StoredHub third = StoredHub.start("three", file, rules, clock::get);
        assertEquals(List.of("1", "2", "3", "4"), third.texts("news"));
        assertTrue(third.join("news", seen).recovered());
        third.stop();
    }

    @Test
    @DisplayName("texts, JSON, binary and keys are what they were")
    void kinds() throws Exception {
        StoredHub first = start("one");
        first.publish("all", "a text with ä, \u20ac and \uD83D\uDE00");
        first.publish("all", Map.of("some", "object"));
        first.publish("all", ByteBuffer.wrap(new byte[] {1, 2, -1}));
        first.publish("all", Message.text("keyed").keyed("price"));
        List<Publication> before = first.history("all");
        List<String> json = first.hub.history("all", 10).stream()
                .map(posting -> posting.payload().json())
                .toList();
        first.stop();
        StoredHub second = start("two");
        assertEquals(before, second.history("all"));
        assertEquals(
                json,
                second.hub.history("all", 10).stream()
                        .map(posting -> posting.payload().json())
                        .toList());
        assertEquals(
                "price", second.hub.history("all", 1).get(0).payload().key().orElseThrow());
        second.stop();
    }

    @Test
    @DisplayName("names that no database would take are kept all the same")
    void names() throws Exception {
        List<String> names = List.of(
                "a\\u0041", "nul\u0000", "lone\ud800", "ä.\u20ac.\uD83D\uDE00", "it's; -- %_", "x".repeat(5000));
        StoredHub first = start("one");
        names.forEach(each -> first.hub.publish(each, Payload.ofJson("1", null)));
        first.stop();
        StoredHub second = start("two");
        names.forEach(each -> assertEquals(1, second.hub.kept(each).size(), each));
        second.stop();
    }

    @Test
    @DisplayName(
            "the database has no more than the memory: rows are trimmed by number and by age, and with their channel")
    void trimming() throws Exception {
        StoredHub first = start("one");
        IntStream.range(0, 20).forEach(i -> first.publish("full", "x" + i));
        first.publish("other", "y");
        awaitRows(6);
        first.stop();
        clock.addAndGet(AGE.toMillis() / 2);
        StoredHub second = start("two");
        second.publish("full", "young");
        clock.addAndGet(AGE.toMillis() / 2 + 1);
        assertEquals(List.of("young"), second.texts("full"));
        second.stop();
        StoredHub third = start("three");
        assertEquals(List.of("young"), third.texts("full"));
        awaitRows(1);
        third.stop();
        assertEquals(1, count("channel"));
    }

    @Test
    @DisplayName("a channel that keeps nothing any more goes on in its epoch as long as somebody may come back")
    void nothingKept() throws Exception {
        StoredHub first = start("one");
        Position last = first.publish("quiet", "1");
        clock.addAndGet(AGE.toMillis() - 1);
        first.join("quiet", last);
        clock.addAndGet(10);
        first.stop();
        StoredHub second = start("two");
        assertEquals(List.of(), second.texts("quiet"));
        assertTrue(second.join("quiet", last).recovered());
        assertFalse(second.join("quiet", new Position(last.epoch(), 0)).recovered(), "1 is missing");
        second.stop();
    }

    @Test
    @DisplayName("channels whose rule does not say so any more are forgotten")
    void ruleGone() throws Exception {
        StoredHub first = start("one");
        first.publish("gone", "1");
        first.stop();
        place = place();
        StoredHub second = StoredHub.start("two", place, any -> ruleWithoutStore(), clock::get);
        assertEquals(List.of(), second.texts("gone"));
        second.stop();
        assertEquals(0, count("channel") + count("publication"));
    }

    private static ChannelRule ruleWithoutStore() {
        return new ChannelRule(5, AGE, 1 << 20, false);
    }

    // what goes wrong

    @Test
    @DisplayName(
            "after a crash what was stored is history, offsets go on above it, and no position from before is recovered")
    void crash() throws Exception {
        StoredHub first = start("one");
        FragilePlace lost = place;
        Position one = first.publish("news", "1");
        first.publish("news", "2");
        awaitRows(2);
        lost.cut();
        Position three = first.publish("news", "3");

        StoredHub second = start("two");
        assertEquals(List.of("1", "2"), second.texts("news"));
        assertFalse(second.join("news", one).recovered());
        assertFalse(second.join("news", three).recovered());
        Position next = second.publish("news", "4");
        assertEquals(3, next.offset());
        assertNotEquals(one.epoch(), next.epoch());
        Position ofHistory = second.history("news").get(0).position().orElseThrow();
        Recovery recovery = second.join("news", ofHistory);
        assertTrue(recovery.recovered(), "what it promised itself, it keeps");
        assertEquals(
                List.of(2L, 3L), recovery.missed().stream().map(Posting::offset).toList());
        second.stop();

        StoredHub third = start("three");
        assertTrue(third.join("news", ofHistory).recovered());
        assertFalse(third.join("news", one).recovered());
        third.stop();
        first.hub.stop(Duration.ZERO);
    }

    @Test
    @DisplayName("who was believed to be dead and is not, writes nothing more, and goes on in memory")
    void believedDead() throws Exception {
        StoredHub first = start("one");
        FragilePlace asleep = place;
        first.publish("news", "1");
        awaitRows(1);
        asleep.hang();
        StoredHub second = start("two");
        second.publish("news", "2");
        awaitRows(2);
        asleep.goOn();
        first.publish("news", "of the dead");
        first.stop();
        second.stop();
        StoredHub third = start("three");
        assertEquals(List.of("1", "2"), third.texts("news"));
        third.stop();
    }

    @Test
    @DisplayName("a database that hangs holds up nobody who publishes, and gets all of it when it goes on")
    void hanging() throws Exception {
        StoredHub hub = start("one");
        place.hang();
        for (int i = 0; i < 10_000; i++) {
            hub.publish("c" + i % 100, "x" + i);
        }
        assertEquals(0, count("publication"));
        place.goOn();
        awaitRows(500);
        hub.stop();
        StoredHub second = start("two");
        assertEquals(List.of("x9507", "x9607", "x9707", "x9807", "x9907"), second.texts("c7"));
        second.stop();
    }

    @Test
    @DisplayName("a database that fails for a while loses nothing that is kept, and no row is written twice")
    void failing() throws Exception {
        StoredHub hub = start("one");
        Position first = hub.publish("news", "1");
        awaitRows(1);
        place.cut();
        hub.publish("news", "2");
        Awaitility.await().until(() -> place.refused() > 1);
        hub.publish("news", "3");
        place.mend();
        awaitRows(3);
        hub.stop();
        StoredHub second = start("two");
        assertEquals(List.of("1", "2", "3"), second.texts("news"));
        assertTrue(second.join("news", first).recovered());
        second.stop();
    }

    @Test
    @DisplayName(
            "a server that takes the thread back before the stop is no clean stop: the next start promises nothing")
    void interrupted() throws Exception {
        StoredHub hub = start("one");
        Position first = hub.publish("news", "1");
        awaitRows(1);
        hub.writer.interrupt();
        hub.writer.join();
        hub.publish("news", "2");
        hub.stop();
        StoredHub second = start("two");
        assertEquals(List.of("1"), second.texts("news"));
        assertFalse(second.join("news", first).recovered());
        second.stop();
    }

    @Test
    @DisplayName("a database that has vanished does not hold up the stop, and the next start promises nothing")
    void vanished() throws Exception {
        StoredHub hub = start("one");
        Position first = hub.publish("news", "1");
        awaitRows(1);
        place.cut();
        hub.publish("news", "2");
        hub.hub.stop(Duration.ofMillis(300));
        StoredHub second = start("two");
        assertEquals(List.of("1"), second.texts("news"));
        assertFalse(second.join("news", first).recovered());
        assertEquals(2, second.publish("news", "3").offset());
        second.stop();
    }

    @Test
    @DisplayName("rows that are missing make nobody believe that it has recovered")
    void hole() throws Exception {
        StoredHub first = start("one");
        Position one = first.publish("news", "1");
        first.publish("news", "2");
        Position three = first.publish("news", "3");
        first.publish("news", "4");
        first.stop();
        try (Connection connection = place().take();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from capstan_publication where place = 2");
        }
        StoredHub second = start("two");
        assertFalse(second.join("news", one).recovered());
        assertTrue(second.join("news", three).recovered());
        second.stop();
    }

    @Test
    @DisplayName("rows that nobody can read are left out with those before them")
    void unreadable() throws Exception {
        StoredHub first = start("one");
        Position one = first.publish("news", "1");
        first.publish("news", "2");
        first.publish("news", "3");
        first.stop();
        try (Connection connection = place().take();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update capstan_publication set body = X'0109' where place = 2");
        }
        StoredHub second = start("two");
        assertEquals(List.of("3"), second.texts("news"));
        assertFalse(second.join("news", one).recovered());
        assertEquals(4, second.publish("news", "4").offset());
        second.stop();
        StoredHub third = start("three");
        assertEquals(List.of("3", "4"), third.texts("news"));
        third.stop();
    }

    @Test
    @DisplayName("a second server is refused as long as the first one is alive, and told so")
    void second() throws Exception {
        StoredHub first = StoredHub.start("one", place, rules, clock::get, Lease.TIMES);
        IOException refusal =
                assertThrows(IOException.class, () -> StoredHub.start("two", place(), rules, clock::get, Lease.TIMES));
        assertTrue(refusal.getMessage().contains("belong to another server that runs"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("capstan.channels.history.prefix"), refusal.getMessage());
        first.publish("news", "1");
        first.stop();
        StoredHub third = start("three");
        assertEquals(List.of("1"), third.texts("news"));
        third.stop();
    }

    @Test
    @DisplayName("tables of a newer version are left alone")
    void newer() throws Exception {
        start("one").stop();
        try (Connection connection = place().take();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update capstan_store set version = 2");
        }
        IOException refusal = assertThrows(IOException.class, () -> start("two"));
        assertTrue(refusal.getMessage().contains("have the version 2, and this Capstan knows 1"), refusal.getMessage());
    }
}
