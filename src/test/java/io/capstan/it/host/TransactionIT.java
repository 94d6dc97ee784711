package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is published inside a JTA transaction leaves when that commits, and never when it rolls back. */
@ExtendWith(ArquillianExtension.class)
class TransactionIT {
    private static final boolean FULL_SERVER = Host.current() != Host.EMBEDDED;

    @ArquillianResource
    URL url;

    private URI base;

    /** Its connections listen to the channel of orders. */
    @Route("/orders")
    public static class Listening implements MessageComponent {
        @Inject
        @ChannelName
        Channel orders;

        @Override
        public void onOpen(Connection connection) {
            orders.join(connection);
            connection.send("welcome");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            orders.publish(text);
        }
    }

    /** An order that was taken. */
    public record Taken(String number) {}

    /** Takes orders in transactions. */
    @ApplicationScoped
    public static class Shop {
        @Inject
        @ChannelName("orders")
        Channel channel;

        @Inject
        Event<Taken> taken;

        @Transactional
        public void take(String number, Runnable then) {
            channel.publish("taken " + number);
            channel.publish("second " + number);
            channel.publishNow("now " + number);
            then.run();
        }

        @Transactional
        public void tell(String number, Runnable then) {
            taken.fire(new Taken(number));
            channel.publish("told " + number);
            then.run();
        }

        void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Taken order) {
            channel.publish("observed " + order.number());
        }

        void rolledBack(@Observes(during = TransactionPhase.AFTER_FAILURE) Taken order) {
            channel.publish("given up " + order.number());
        }

        void before(@Observes(during = TransactionPhase.BEFORE_COMPLETION) Taken order) {
            channel.publish("nearly " + order.number());
        }
    }

    /** Runs the shop, and transactions of its own. */
    @WebServlet("/run")
    public static class RunServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        transient Shop shop;

        @Inject
        @ChannelName("orders")
        transient Channel channel;

        @Resource
        transient UserTransaction transaction;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                run(request.getParameter("what"), request.getParameter("number"));
            } catch (IllegalStateException e) {
                response.getWriter().print(e.getMessage());
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        private void run(String what, String number) throws Exception {
            switch (what) {
                case "commit" -> shop.take(number, () -> {});
                case "fail" -> shop.take(number, RunServlet::fail);
                case "tell" -> shop.tell(number, () -> {});
                case "tell-and-fail" -> shop.tell(number, RunServlet::fail);
                case "user-commit" -> {
                    transaction.begin();
                    channel.publish("user " + number);
                    channel.publishNow("before the commit " + number);
                    transaction.commit();
                }
                case "user-rollback" -> {
                    transaction.begin();
                    channel.publish("never " + number);
                    transaction.rollback();
                }
                case "marked" -> {
                    transaction.begin();
                    transaction.setRollbackOnly();
                    channel.publish("never " + number);
                    transaction.rollback();
                }
                default -> channel.publish("plain " + number);
            }
        }

        private static void fail() {
            throw new IllegalStateException("as asked");
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return FULL_SERVER
                ? Wars.of("transactions", Listening.class, Taken.class, Shop.class, RunServlet.class)
                : Wars.of("transactions", Listening.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open() {
        RawWebSocket client = RawSocket.connect(base).get("/orders").upgrade();
        assertEquals("welcome", client.receiveText());
        return client;
    }

    private void run(String what, String number) throws Exception {
        assumeTrue(FULL_SERVER, "the embedded server has no transactions");
        HttpRequest request = HttpRequest.newBuilder(base.resolve("run?what=" + what + "&number=" + number))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(what.endsWith("fail") ? "as asked" : "", answer.body());
    }

    @Test
    @DisplayName("without a transaction a publication leaves at once")
    void none() {
        try (RawWebSocket client = open()) {
            assertEquals("one", client.send("one").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-238 in @Transactional a publication leaves after the commit, in order, and publishNow at once")
    void committed() throws Exception {
        try (RawWebSocket client = open()) {
            run("commit", "1");
            assertEquals("now 1", client.receiveText());
            assertEquals("taken 1", client.receiveText());
            assertEquals("second 1", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-238 when @Transactional rolls back, nothing leaves but what publishNow has sent")
    void rolledBack() throws Exception {
        try (RawWebSocket client = open()) {
            run("fail", "1");
            run("plain", "2");
            assertEquals("now 1", client.receiveText());
            assertEquals("plain 2", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-238 the same with a UserTransaction: commit, rollback, and one that can only roll back")
    void userTransaction() throws Exception {
        try (RawWebSocket client = open()) {
            run("user-commit", "1");
            run("user-rollback", "2");
            run("marked", "3");
            run("plain", "4");
            assertEquals("before the commit 1", client.receiveText());
            assertEquals("user 1", client.receiveText());
            assertEquals("plain 4", client.receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-238 observers of a transaction publish: before its completion, after its success, after its failure")
    void observers() throws Exception {
        try (RawWebSocket client = open()) {
            run("tell", "1");
            assertEquals("told 1", client.receiveText());
            assertEquals("nearly 1", client.receiveText());
            assertEquals("observed 1", client.receiveText());
            run("tell-and-fail", "2");
            assertEquals("given up 2", client.receiveText());
            run("plain", "3");
            assertEquals("plain 3", client.receiveText());
        }
    }
}
