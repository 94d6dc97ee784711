package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final Caller ADA = Caller.of("ada", "editor");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000); // which overflows soon
    private final Tickets tickets = new Tickets(now::get);
    private final Requests request = new Requests();

    private Optional<String> issue(Caller caller, String... path) {
        Optional<List<String>> bound = path.length == 0 ? Optional.empty() : Optional.of(List.of(path));
        return tickets.issue(caller, request.get(), bound).map(Tickets.Issued::ticket);
    }

    private Optional<Caller> redeem(String ticket) {
        return tickets.redeem(ticket, request.get());
    }

    @Test
    @DisplayName("a ticket stands for its caller, once")
    void once() {
        String ticket = issue(ADA).orElseThrow();
        assertTrue(tickets.isTicket(ticket), ticket);
        assertTrue(ticket.length() >= Tickets.PREFIX.length() + 43, "256 bits");
        assertEquals(Optional.of(ADA), redeem(ticket));
        assertEquals(Optional.empty(), redeem(ticket));
        assertEquals(0, tickets.size());
    }

    @Test
    @DisplayName("of many threads with one ticket one gets in")
    void race() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            String ticket = issue(ADA).orElseThrow();
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger in = new AtomicInteger();
            List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                        try {
                            start.await();
                            redeem(ticket).ifPresent(caller -> in.incrementAndGet());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .limit(4)
                    .toList();
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(1, in.get());
        }
    }

    @Test
    @DisplayName("a ticket is good until its time is over, and then makes room")
    void expiry() {
        String first = issue(ADA).orElseThrow();
        now.addAndGet(Duration.ofSeconds(29).toNanos());
        String second = issue(ADA).orElseThrow();
        assertEquals(2, tickets.size());
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(Optional.empty(), redeem(first));
        assertEquals(1, tickets.size());
        assertEquals(Optional.of(ADA), redeem(second));
    }

    @Test
    @DisplayName("a ticket is bound to origin and path; a try with others uses it up")
    void bound() {
        request.set("Origin", "https://a.example");
        String ticket = issue(ADA, "chat", "blue").orElseThrow();
        request.set("Origin", "HTTPS://A.example:443");
        assertEquals(Optional.of(ADA), redeem(ticket), "the same origin, spelled otherwise");
        String stolen = issue(ADA, "chat", "blue").orElseThrow();
        request.set("Origin", "https://b.example");
        assertEquals(Optional.empty(), redeem(stolen));
        request.set("Origin", "https://a.example");
        assertEquals(Optional.empty(), redeem(stolen));
        String plain = issue(ADA).orElseThrow();
        request.without("Origin");
        assertEquals(Optional.empty(), redeem(plain), "without an origin");
        String elsewhere = issue(ADA, "chat", "red").orElseThrow();
        assertEquals(Optional.empty(), redeem(elsewhere));
    }

    @Test
    @DisplayName("no ticket outlives its caller")
    void caller() {
        Caller over =
                new Caller("ada", Set.of(), Map.of(), Optional.of(Instant.now().minusSeconds(1)));
        assertEquals(Optional.empty(), redeem(issue(over).orElseThrow()));
    }

    @Test
    @DisplayName("there are at most so many tickets, and so many of one caller, until some are used")
    void bounds() {
        tickets.begin(new TicketOptions(true, Duration.ofSeconds(30), 3, 2));
        String first = issue(ADA).orElseThrow();
        assertTrue(issue(ADA).isPresent());
        assertTrue(issue(ADA).isEmpty(), "a third one of ada");
        assertTrue(issue(Caller.of("bob")).isPresent());
        assertTrue(issue(Caller.of("eve")).isEmpty(), "a fourth one");
        assertTrue(redeem(first).isPresent());
        assertTrue(issue(Caller.of("eve")).isPresent());
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        assertTrue(issue(ADA).isPresent());
        assertEquals(1, tickets.size());
    }

    @Test
    @DisplayName("no two tickets are the same, and nothing else is one")
    void unknown() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            all.add(issue(ADA).orElseThrow());
        }
        assertEquals(100, all.size());
        for (String text : List.of("", Tickets.PREFIX, Tickets.PREFIX + "AAAA", "\u0000", "🙂".repeat(5000))) {
            assertEquals(Optional.empty(), redeem(text));
        }
        assertEquals(false, Tickets.none().isTicket(Tickets.PREFIX + "AAAA"));
    }
}
