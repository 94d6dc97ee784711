package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Transactions, the entity manager and validation in callbacks, with the server's default data source. The embedded
 * server has none of these, and these tests are reported as skipped there.
 */
@ExtendWith(ArquillianExtension.class)
class DatabaseIT {
    private static final boolean FULL_SERVER = Host.current() != Host.EMBEDDED;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** A row. */
    @Entity(name = "Note")
    public static class Note {
        @Id
        @GeneratedValue
        private Long id;

        private String text;

        protected Note() {}

        Note(String text) {
            this.text = text;
        }

        Long id() {
            return id;
        }

        String text() {
            return text;
        }

        void text(String changed) {
            text = changed;
        }
    }

    /** What is too long does not get in. */
    @ApplicationScoped
    public static class Rules {
        public String accept(@Size(max = 10) String text) {
            return text;
        }
    }

    /** Works with rows; it remembers the last one, which is attached for as long as its persistence context lives. */
    @Route("/notes")
    public static class Notes implements MessageComponent {
        @PersistenceContext
        EntityManager entities;

        @Resource
        TransactionSynchronizationRegistry transaction;

        @Inject
        Rules rules;

        @Inject
        Journal journal;

        private volatile Note last;

        @Override
        public void onOpen(Connection connection) {
            connection.send("transaction " + isInTransaction());
        }

        @Override
        @Transactional
        public void onMessage(Connection connection, String message) {
            String[] words = message.split(" ", 2);
            String text = words.length == 1 ? "" : words[1];
            connection.send(
                    switch (words[0]) {
                        case "add" -> add(text);
                        case "fail" -> throw new IllegalStateException(add(text));
                        case "change" -> change(text);
                        case "attached" -> "attached " + entities.contains(last);
                        case "read" -> entities.find(Note.class, last.id()).text();
                        case "accept" -> accept(text);
                        default -> "transaction " + isInTransaction();
                    });
        }

        private String add(String text) {
            last = new Note(text);
            entities.persist(last);
            return count(text);
        }

        private String count(String text) {
            return String.valueOf(entities.createQuery("select count(n) from Note n where n.text = ?1", Long.class)
                    .setParameter(1, text)
                    .getSingleResult());
        }

        /** Without a word to the entity manager that has it. */
        private String change(String text) {
            entities.createNativeQuery("update Note set text = ?1 where id = ?2")
                    .setParameter(1, text)
                    .setParameter(2, last.id())
                    .executeUpdate();
            return "changed";
        }

        private String accept(String text) {
            try {
                return "accepted " + rules.accept(text);
            } catch (ConstraintViolationException e) {
                return "refused";
            }
        }

        private boolean isInTransaction() {
            return transaction.getTransactionStatus() == Status.STATUS_ACTIVE;
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            journal.add("failed " + error.getMessage());
        }
    }

    /** The database loses its clients: kills all its sessions but one, which it takes out of the pool for good. */
    @WebServlet("/sessions")
    public static class SessionsServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Resource(lookup = "java:comp/DefaultDataSource")
        transient DataSource database;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                response.getWriter().print(kill());
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private int kill() throws SQLException {
            java.sql.Connection keptForGood = database.getConnection();
            try (java.sql.Connection one = database.getConnection();
                    java.sql.Connection other = database.getConnection()) {
                one.isValid(1);
                other.isValid(1);
            } // now the pool has two that nobody uses
            try (Statement statement = keptForGood.createStatement();
                    ResultSet killed = statement.executeQuery("select abort_session(session_id)"
                            + " from information_schema.sessions where session_id <> session_id()")) {
                int count = 0;
                while (killed.next()) {
                    count++;
                }
                return count;
            }
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return FULL_SERVER
                ? Wars.of("database", Notes.class, Note.class, Rules.class, SessionsServlet.class)
                        .addClasses(Journal.class, ControlServlet.class)
                        .addAsResource(new StringAsset("""
                                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                                  <persistence-unit name="notes">
                                    <jta-data-source>java:comp/DefaultDataSource</jta-data-source>
                                    <class>%s</class>
                                    <shared-cache-mode>NONE</shared-cache-mode>
                                    <properties>
                                      <property name="jakarta.persistence.schema-generation.database.action"
                                                value="drop-and-create"/>
                                    </properties>
                                  </persistence-unit>
                                </persistence>
                                """.formatted(Note.class.getName())), "META-INF/persistence.xml")
                : Wars.of("database", Journal.class, ControlServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(FULL_SERVER, "the embedded server has no transactions, no persistence and no validation");
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open() {
        RawWebSocket client = RawSocket.connect(base).get("/notes").upgrade();
        assertEquals("transaction false", client.receiveText(), "onOpen is not @Transactional");
        return client;
    }

    @Test
    @DisplayName("PAR-135 @Transactional on onMessage: committed when it returns, rolled back when it throws")
    void transactions() {
        try (RawWebSocket client = open()) {
            assertEquals("transaction true", client.send("?").receiveText());
            assertEquals("1", client.send("add kept").receiveText());
            assertEquals("2", client.send("add kept").receiveText());
            client.send("fail kept").expectClose(1011);
        }
        control.awaitJournal("failed", "3");
        try (RawWebSocket client = open()) {
            assertEquals("3", client.send("add kept").receiveText(), "the third one was rolled back");
        }
    }

    @Test
    @DisplayName("PAR-135 an injected EntityManager has a persistence context of its own for each message")
    void persistenceContext() {
        try (RawWebSocket client = open()) {
            assertEquals("1", client.send("add before").receiveText());
            assertEquals("attached false", client.send("attached").receiveText());
            assertEquals("changed", client.send("change after").receiveText());
            assertEquals("after", client.send("read").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-135 constraints on a bean that a callback uses are checked")
    void validation() {
        try (RawWebSocket client = open()) {
            assertEquals("accepted short", client.send("accept short").receiveText());
            assertEquals("refused", client.send("accept much too long").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-136 when the database has dropped all pooled connections, the next message succeeds")
    void droppedConnections() {
        try (RawWebSocket client = open()) {
            assertEquals("1", client.send("add lost").receiveText());
            assertEquals("transaction true", client.send("?").receiveText(), "so the one before is committed");
            int killed = Integer.parseInt(control.get("sessions").body());
            assertTrue(killed >= 2, "the pool had " + killed + " other connections");
            assertEquals("2", client.send("add lost").receiveText());
            assertEquals("3", client.send("add lost").receiveText());
        }
    }
}
