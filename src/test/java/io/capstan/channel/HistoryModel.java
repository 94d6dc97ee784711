package io.capstan.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What channels with a history are supposed to do, in the simplest terms: all publications of a life of a channel are
 * remembered, and what is kept of them is found out anew each time.
 */
final class HistoryModel {
    private final int size;
    private final long age;
    private final int bytes;
    private final int idle;
    private final Map<String, Life> lives = new LinkedHashMap<>();
    /** Channels that nobody has joined, the least recently used first. */
    private final List<String> idleNames = new ArrayList<>();

    private int serial;
    private long now;

    /** A publication. */
    record Item(long offset, String text, long time) {}

    /** One life of a channel. */
    static final class Life {
        final int number;
        final List<Item> all = new ArrayList<>();
        final TreeSet<Integer> members = new TreeSet<>();

        @Nullable
        Long left;

        Life(int number) {
            this.number = number;
        }
    }

    /** What somebody is told who joins. */
    record Answer(boolean recovered, int life, long offset, List<Item> missed) {}

    HistoryModel(int size, long age, int bytes, int idle, long now) {
        this.size = size;
        this.age = age;
        this.bytes = bytes;
        this.idle = idle;
        this.now = now;
    }

    void pass(long millis) {
        now += millis;
    }

    /** Publishes; returns the life in which it was. */
    Life publish(String channel, String text) {
        Life life = life(channel);
        life.all.add(new Item(life.all.size() + 1, text, now));
        settle(channel);
        return life;
    }

    /** Somebody joins and says what it got last: an offset of a life. */
    Answer join(String channel, int client, @Nullable Integer since, long offset) {
        Life life = life(channel);
        long newest = life.all.size();
        boolean recovered = false;
        List<Item> missed = List.of();
        if (since != null && since == life.number && offset >= 0 && offset <= newest) {
            List<Item> kept = kept(life);
            List<Item> behind =
                    life.all.stream().filter(item -> item.offset() > offset).toList();
            recovered = kept.containsAll(behind);
            missed = recovered ? behind : List.of();
        }
        life.members.add(client);
        settle(channel);
        return new Answer(recovered, life.number, newest, missed);
    }

    void leave(String channel, int client) {
        Life life = lives.get(channel);
        if (life != null && life.members.remove(client)) {
            life.left = now;
            settle(channel);
        }
    }

    boolean has(String channel, int client) {
        Life life = lives.get(channel);
        return life != null && life.members.contains(client);
    }

    List<String> history(String channel) {
        Life life = lives.get(channel);
        return life == null ? List.of() : kept(life).stream().map(Item::text).toList();
    }

    /** Looks at all of them. */
    void sweep() {
        for (String channel : List.copyOf(lives.keySet())) {
            if (isOver(lives.get(channel))) {
                end(channel);
            }
        }
    }

    List<String> names() {
        return lives.keySet().stream().sorted().toList();
    }

    private Life life(String channel) {
        return lives.computeIfAbsent(channel, name -> new Life(++serial));
    }

    private List<Item> kept(Life life) {
        List<Item> kept = new ArrayList<>();
        int sum = 0;
        for (int i = life.all.size() - 1; i >= 0; i--) {
            Item item = life.all.get(i);
            sum += item.text().length() + History.EACH;
            if (kept.size() == size || sum > bytes || item.time() + age <= now) {
                break;
            }
            kept.add(0, item);
        }
        return kept;
    }

    private boolean isOver(Life life) {
        boolean mayComeBack = life.left != null && now < life.left + age;
        return life.members.isEmpty() && kept(life).isEmpty() && !mayComeBack;
    }

    private void settle(String channel) {
        Life life = lives.get(channel);
        idleNames.remove(channel);
        if (isOver(life)) {
            end(channel);
        } else if (life.members.isEmpty()) {
            idleNames.add(channel);
            while (idleNames.size() > idle) {
                end(idleNames.get(0));
            }
        }
    }

    private void end(String channel) {
        lives.remove(channel);
        idleNames.remove(channel);
    }
}
