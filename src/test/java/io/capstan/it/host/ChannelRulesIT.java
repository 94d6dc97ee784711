package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.ChannelAuthorizer;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.ChannelName;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.channel.Permissions;
import io.capstan.it.container.Failures;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wire.WireConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients may do with channels, by configuration and by beans; and channels that are injected. */
@ExtendWith(ArquillianExtension.class)
class ChannelRulesIT {
    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("rules")
    URL url;

    private URI base;

    /** Says what its client may do with a channel, as a dialect finds out. */
    @Route("/may")
    public static class Asking implements MessageComponent {
        @Inject
        Permissions permissions;

        @Override
        public void onMessage(Connection connection, String channel) {
            connection.send(Stream.of(Act.values())
                    .filter(act -> permissions.may(act, channel, (WireConnection) connection))
                    .map(Act::name)
                    .collect(Collectors.joining(" ", ".", ".")));
        }
    }

    /** Lets ada publish everywhere, and fails where it is asked to. */
    @Priority(1)
    @ApplicationScoped
    public static class Friend implements ChannelAuthorizer {
        @Override
        public Decision decide(Request request) {
            if (request.channel().equals("broken")) {
                throw new IllegalStateException("as asked");
            }
            boolean hers = request.caller().name().equals("ada") && request.act() == Act.PUBLISH;
            return hers ? Decision.GRANT : Decision.IGNORE;
        }
    }

    /** Closes what is closed, but comes too late for ada. */
    @Priority(2)
    @ApplicationScoped
    public static class Lock implements ChannelAuthorizer {
        @Override
        public Decision decide(Request request) {
            return request.channel().endsWith(".closed") ? Decision.DENY : Decision.IGNORE;
        }
    }

    /** Has channels injected in all ways. */
    @Route("/names")
    public static class Injected implements MessageComponent {
        @Inject
        @ChannelName
        Channel news;

        @Inject
        @ChannelName("orders.new")
        Channel orders;

        @Inject
        @ChannelName("later")
        Instance<Channel> lazy;

        @Inject
        Channels channels;

        private final Channel alerts;

        @Inject
        Injected(@ChannelName("alerts") Channel alerts) {
            this.alerts = alerts;
        }

        protected Injected() {
            this(null);
        }

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(Stream.of(news, orders, lazy.get(), alerts)
                            .map(Channel::name)
                            .toList()
                    + " "
                    + channels.names().sorted().toList());
        }
    }

    /** Asks for a channel that cannot be. */
    @Route("/wrong")
    public static class Wrong implements MessageComponent {
        @Inject
        @ChannelName("no name")
        Channel spaced;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(spaced.name());
        }
    }

    @Deployment(name = "rules", testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("rules", Asking.class, Friend.class, Lock.class, Injected.class)
                        .addClass(Gatekeeper.class),
                "capstan.channels.rule.chat.pattern=chat.**",
                "capstan.channels.rule.chat.subscribe=everyone",
                "capstan.channels.rule.chat.publish=authenticated",
                "capstan.channels.rule.chat.presence=role:editor",
                "capstan.channels.rule.chat.history=role:editor, clerk",
                "capstan.channels.rule.chat.history.size=10",
                "capstan.channels.rule.secret.pattern=chat.secret",
                "capstan.channels.rule.secret.subscribe=role:spy");
    }

    @Deployment(name = "misspelt", testable = false, managed = false)
    static Archive<?> misspelt() {
        return Wars.withConfiguration(
                Wars.of("misspelt", Asking.class),
                "capstan.channels.rule.chat.pattern=chat.*",
                "capstan.channels.rule.chat.subscribers=everyone",
                "capstan.channels.rule.chat.history=everyone");
    }

    @Deployment(name = "unnameable", testable = false, managed = false)
    static Archive<?> unnameable() {
        return Wars.of("unnameable", Wrong.class);
    }

    @BeforeEach
    void prepare() {
        base = URI.create(url.toString());
    }

    private String may(String token, String channel) {
        RawRequest request = RawSocket.connect(base).get("/may");
        if (!token.isEmpty()) {
            request = request.header("Authorization", "Bearer test/" + token + "/0");
        }
        try (RawWebSocket client = request.upgrade()) {
            return client.send(channel).receiveText();
        }
    }

    @Test
    @DisplayName("the rule with the most precise pattern says what a client may do; without a rule it may do nothing")
    void rules() {
        assertEquals(".SUBSCRIBE.", may("", "chat.blue"));
        assertEquals(".SUBSCRIBE PUBLISH.", may("bob/", "chat.blue.7"));
        assertEquals(".SUBSCRIBE PUBLISH HISTORY.", may("bob/clerk", "chat"));
        assertEquals(".SUBSCRIBE PUBLISH PRESENCE HISTORY.", may("bob/editor", "chat.blue"));
        assertEquals("..", may("bob/editor", "chat.secret"));
        assertEquals(".SUBSCRIBE.", may("bob/spy", "chat.secret"));
        assertEquals("..", may("bob/editor", "orders"));
    }

    @Test
    @DisplayName("beans grant or deny before the rules do, in the order of @Priority, and one that fails denies")
    void authorizers() {
        assertEquals(".PUBLISH.", may("ada/", "orders"));
        assertEquals(".PUBLISH.", may("ada/", "chat.closed"));
        assertEquals("..", may("bob/editor", "chat.closed"));
        assertEquals("..", may("ada/", "broken"));
    }

    @Test
    @DisplayName(
            "@ChannelName says which channel is injected, or the name of the field does; they are there from the start")
    void injection() {
        try (RawWebSocket client = RawSocket.connect(base).get("/names").upgrade()) {
            assertEquals(
                    "[news, orders.new, later, alerts] [alerts, later, news, orders.new]",
                    client.send("?").receiveText());
        }
    }

    @Test
    @DisplayName("unknown and contradictory settings of channels stop the deployment, with key, value and the cure")
    void faults() {
        assertFault(
                "misspelt",
                "capstan.channels.rule.chat.subscribers is 'everyone', and there is no setting of this name; probably"
                        + " meant: capstan.channels.rule.chat.subscribe.",
                "capstan.channels.rule.chat.history is 'everyone'; allowed is nobody, since nothing is kept as long as"
                        + " capstan.channels.rule.chat.history.size is 0.");
    }

    @Test
    @DisplayName("a channel that cannot be injected stops the deployment, with class and member")
    void wrongName() {
        assertFault(
                "unnameable",
                Wrong.class.getName() + ".spaced: @ChannelName(\"no name\") cannot be used; allowed are 1 to 200"
                        + " characters");
    }

    private void assertFault(String deployment, String... fragments) {
        String said = Failures.of(deployer, deployment).replace("\\\"", "\""); // as WildFly quotes quotes
        for (String fragment : fragments) {
            assertTrue(said.contains(fragment), () -> "'" + fragment + "' is missing in: " + said);
        }
        assertEquals(".SUBSCRIBE.", may("", "chat.blue"), "others do not suffer");
    }
}
