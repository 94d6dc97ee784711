package io.capstan.wamp.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.MatchPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The indexes of patterns find what looking at each pattern would find. */
class PatternIndexTest {
    private static final String[] COMPONENTS = {"a", "b", "ab", "abc", "", "a-b", "ä"};
    private static final int STEPS = 15_000;

    private static String uri(Random random, int most) {
        List<String> components = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            components.add(COMPONENTS[random.nextInt(COMPONENTS.length)]);
        }
        return String.join(".", components);
    }

    @Test
    @DisplayName("15,000 random changes and looks at prefixes agree with a naive search")
    void prefixes() {
        Random random = new Random(4);
        PrefixIndex<String> index = new PrefixIndex<>();
        Set<String> naive = new TreeSet<>();
        for (int step = 0; step < STEPS; step++) {
            String uri = uri(random, 3);
            String prefix = uri.substring(0, random.nextInt(uri.length() + 1));
            switch (random.nextInt(3)) {
                case 0 -> {
                    index.put(prefix, prefix);
                    naive.add(prefix);
                }
                case 1 -> {
                    index.remove(prefix);
                    naive.remove(prefix);
                }
                default -> {
                    List<String> found = new ArrayList<>();
                    index.match(uri, found::add);
                    assertEquals(naive.stream().filter(uri::startsWith).toList(), found, uri);
                }
            }
            assertEquals(naive.contains(prefix) ? prefix : null, index.get(prefix));
        }
        List.copyOf(naive).forEach(index::remove);
        List<String> none = new ArrayList<>();
        index.match("ab.a", none::add);
        assertEquals(List.of(), none);
    }

    @Test
    @DisplayName("15,000 random changes and looks at wildcards agree with a naive search")
    void wildcards() {
        Random random = new Random(5);
        WildcardIndex<String> index = new WildcardIndex<>();
        Set<String> naive = new TreeSet<>();
        for (int step = 0; step < STEPS; step++) {
            String pattern = uri(random, 4);
            switch (random.nextInt(3)) {
                case 0 -> {
                    index.put(pattern, pattern);
                    naive.add(pattern);
                }
                case 1 -> {
                    index.remove(pattern);
                    naive.remove(pattern);
                }
                default -> {
                    List<String> found = new ArrayList<>();
                    index.match(pattern, found::add);
                    assertEquals(
                            naive.stream().filter(each -> fits(each, pattern)).toList(),
                            found.stream().sorted().toList(),
                            pattern);
                    assertEquals(found.isEmpty() ? null : found.get(0), index.first(pattern), "the first one");
                    assertEquals(
                            naive.stream()
                                    .filter(each -> MatchPolicy.WILDCARD.matches(each, pattern))
                                    .toList(),
                            found.stream().sorted().toList(),
                            pattern);
                }
            }
            assertEquals(naive.contains(pattern) ? pattern : null, index.get(pattern));
        }
    }

    private static boolean fits(String pattern, String uri) {
        String[] wanted = pattern.split("\\.", -1);
        String[] given = uri.split("\\.", -1);
        boolean fits = wanted.length == given.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i].isEmpty() || wanted[i].equals(given[i]);
        }
        return fits;
    }

    @Test
    @DisplayName("what stays is found at any time, while other patterns come and go")
    void concurrently() throws InterruptedException {
        PrefixIndex<String> prefixes = new PrefixIndex<>();
        WildcardIndex<String> wildcards = new WildcardIndex<>();
        prefixes.put("shop.o", "stays");
        wildcards.put("shop.", "stays");
        AtomicBoolean stop = new AtomicBoolean();
        Thread changer = new Thread(() -> {
            Random random = new Random(6);
            while (!stop.get()) {
                String prefix = "shop.orders".substring(0, random.nextInt(11)) + random.nextInt(20);
                prefixes.put(prefix, "goes");
                wildcards.put("shop.orders" + random.nextInt(20), "goes");
                wildcards.put(".orders", "goes");
                prefixes.remove(prefix);
                wildcards.remove(".orders");
                for (int i = 0; i < 20; i++) {
                    wildcards.remove("shop.orders" + i);
                }
            }
        });
        changer.start();
        for (int i = 0; i < 30_000; i++) {
            Map<String, Integer> found = new HashMap<>();
            prefixes.match("shop.orders", value -> found.merge(value, 1, Integer::sum));
            wildcards.match("shop.orders", value -> found.merge(value, 1, Integer::sum));
            assertEquals(2, found.get("stays"));
        }
        stop.set(true);
        changer.join();
        assertNull(prefixes.get("shop.orders1"));
        assertTrue(prefixes.get("shop.o") != null && wildcards.get("shop.") != null);
    }

    @Test
    @DisplayName("what matches is found in the order that says least first")
    void order() {
        PrefixIndex<String> prefixes = new PrefixIndex<>();
        for (String prefix : List.of("shop.orders", "", "shop", "shop.", "s")) {
            prefixes.put(prefix, prefix + "|");
        }
        List<String> found = new ArrayList<>();
        prefixes.match("shop.orders.new", found::add);
        assertEquals("|s|shop|shop.|shop.orders|", found.stream().collect(Collectors.joining()));
    }
}
