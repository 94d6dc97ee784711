package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Message;
import io.capstan.Publication.Position;
import io.capstan.channel.HistoryModel.Answer;
import io.capstan.channel.HistoryModel.Item;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random steps, done with the hub and with {@link HistoryModel}, must have the same effect on every client. The seed of a
 * run that failed is in its message, and is given again by {@code -Dcapstan.test.seed=…}; without one, each run has its own.
 */
class HistoryModelTest {
    private static final int STEPS = 100_000;
    private static final int CHANNELS = 12;
    private static final int CLIENTS = 6;
    private static final int SIZE = 8;
    private static final Duration AGE = Duration.ofSeconds(20);
    private static final int BYTES = 1600;
    private static final int IDLE = 5;

    private final long seed = Long.getLong("capstan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private HubRig rig = newRig(0);
    private HistoryModel model = newModel();
    private int runs;

    private final List<Seat> seats = new ArrayList<>();
    /** The epochs of the lives that the model has counted in this run of the server. */
    private final Map<Integer, String> epochs = new HashMap<>();

    private final Map<String, Integer> outcomes = new HashMap<>();

    /** A client, whether it is connected or not, and what it knows of each channel. */
    private final class Seat {
        final int number;
        final Map<String, Position> known = new HashMap<>();
        final List<String> expected = new ArrayList<>();
        FakeClient client = connect();
        private int looked;

        Seat(int number) {
            this.number = number;
        }

        /** Whether it got something, or should have got something, since the last time. */
        boolean isNews() {
            int now = expected.size() + 1000 * client.writes();
            boolean news = now != looked;
            looked = now;
            return news;
        }
    }

    private FakeClient connect() {
        return rig.numberedClient();
    }

    private static HubRig newRig(int run) {
        ChannelRule rule = new ChannelRule(SIZE, AGE, 1000, false);
        return new HubRig(
                Shards.inline(), "run" + run, ChannelEvents.NONE, new Bounds(IDLE, 1 << 20, BYTES), name -> rule);
    }

    private HistoryModel newModel() {
        return new HistoryModel(SIZE, AGE.toMillis(), BYTES, IDLE, rig.clock.get());
    }

    @Test
    @DisplayName("100,000 random steps: history, positions and recovery are those of the reference model")
    void steps() {
        for (int i = 0; i < CLIENTS; i++) {
            seats.add(new Seat(i));
        }
        for (int step = 0; step < STEPS; step++) {
            String done = "";
            try {
                done = step();
                check();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", step " + step + ", " + done + ": " + e.getMessage(), e);
            }
        }
        for (String outcome : List.of("recovered some", "recovered none", "not recovered", "new life", "restart")) {
            assertTrue(outcomes.getOrDefault(outcome, 0) > 10, () -> "hardly any " + outcome + ": " + outcomes);
        }
    }

    private String step() {
        String channel = "c" + random.nextInt(CHANNELS);
        Seat seat = seats.get(random.nextInt(CLIENTS));
        int dice = random.nextInt(1000);
        if (dice < 400) {
            return publish(channel);
        } else if (dice < 600) {
            return join(channel, seat);
        } else if (dice < 760) {
            return leave(channel, seat);
        } else if (dice < 840) {
            return drop(seat);
        } else if (dice < 920) {
            return pass();
        } else if (dice < 998) {
            rig.sweep();
            model.sweep();
            return "sweep";
        }
        return restart();
    }

    private String publish(String channel) {
        String text = "x".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 900 : 60));
        HistoryModel.Life life = model.publish(channel, text);
        Item item = life.all.get(life.all.size() - 1);
        Position position = rig.channel(channel).publishNow(text).position().orElseThrow();
        assertEquals(item.offset(), position.offset());
        assertEpoch(life.number, position.epoch());
        for (Seat seat : seats) {
            if (life.members.contains(seat.number)) {
                seat.expected.add(text(item));
                seat.known.put(channel, position);
            }
        }
        return "publish to " + channel;
    }

    private String join(String channel, Seat seat) {
        Position since = position(channel, seat);
        Integer life = since == null ? null : life(since.epoch());
        Answer answer = model.join(channel, seat.number, life, since == null ? 0 : since.offset());
        boolean had = rig.channel(channel).has(seat.client.connection());
        assertEquals(!had, rig.join(channel, seat.client, since));
        String told = seat.client.texts().get(seat.expected.size());
        String epoch = told.split(" ")[1];
        assertEpoch(answer.life(), epoch);
        String missed = answer.missed().stream().map(HistoryModelTest::text).collect(Collectors.joining(" "));
        seat.expected.add((answer.recovered() + " " + epoch + " " + answer.offset() + " " + missed).strip());
        seat.known.put(channel, new Position(epoch, answer.offset()));
        count(answer.recovered() ? missed.isEmpty() ? "recovered none" : "recovered some" : "not recovered");
        return "join " + channel + " since " + since;
    }

    /** Mostly what it got last, sometimes something older, and sometimes nonsense. */
    private @Nullable Position position(String channel, Seat seat) {
        Position last = seat.known.get(channel);
        int dice = random.nextInt(20);
        if (last == null || dice == 0) {
            return null;
        }
        return switch (dice) {
            case 1 -> new Position(last.epoch(), last.offset() + 1 + random.nextInt(3));
            case 2 -> new Position(last.epoch(), -1);
            case 3 -> new Position("nonsense", last.offset());
            case 4, 5, 6, 7 -> new Position(last.epoch(), Math.max(0, last.offset() - random.nextInt(SIZE + 2)));
            default -> last;
        };
    }

    private String leave(String channel, Seat seat) {
        model.leave(channel, seat.number);
        rig.channel(channel).leave(seat.client.connection());
        return "leave " + channel;
    }

    private String drop(Seat seat) {
        for (int i = 0; i < CHANNELS; i++) { // in the order in which it has joined, since the idle ones have an order
            model.leave(order(seat, i), seat.number);
        }
        seat.client.drop();
        seat.client = connect();
        seat.expected.clear();
        return "drop " + seat.number;
    }

    private String order(Seat seat, int i) {
        return seat.client.connection().memberships().size() > i
                ? ((Topic) seat.client.connection().memberships().get(i)).name()
                : "none";
    }

    private String pass() {
        long millis = random.nextInt(10) == 0 ? AGE.toMillis() * 2 : 500L * random.nextInt(9);
        rig.pass(Duration.ofMillis(millis));
        model.pass(millis);
        return "pass " + millis;
    }

    private String restart() {
        long now = rig.clock.get();
        rig = newRig(++runs);
        rig.clock.set(now);
        model = newModel();
        epochs.clear();
        for (Seat seat : seats) {
            seat.client = connect();
            seat.expected.clear();
        }
        count("restart");
        return "restart";
    }

    private void assertEpoch(int life, String epoch) {
        String known = epochs.get(life);
        if (known == null) {
            assertTrue(epoch.startsWith("run" + runs), epoch);
            assertTrue(!epochs.containsValue(epoch), "an epoch of an earlier life");
            epochs.put(life, epoch);
            count("new life");
        } else {
            assertEquals(known, epoch);
        }
    }

    private @Nullable Integer life(String epoch) {
        return epochs.entrySet().stream()
                .filter(entry -> entry.getValue().equals(epoch))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    private void check() {
        assertEquals(model.names(), rig.names());
        for (Seat seat : seats) {
            if (seat.isNews()) {
                assertEquals(seat.expected, seat.client.texts());
            }
            if (seat.expected.size() > 20) { // or the comparison takes ever longer
                drop(seat);
            }
        }
        String channel = "c" + random.nextInt(CHANNELS);
        assertEquals(
                model.history(channel),
                rig.channel(channel).history(100).stream()
                        .map(publication -> ((Message.Text) publication.message()).text())
                        .toList());
        Seat seat = seats.get(0);
        assertEquals(model.has(channel, seat.number), rig.channel(channel).has(seat.client.connection()));
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static String text(Item item) {
        return item.offset() + ":" + item.text();
    }
}
