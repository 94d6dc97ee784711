package com.example.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.RawWebSocket;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("The shop")
class NotificationsIT {
    @ArquillianResource
    URL url;

    private URI base;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/notifications.war"));
    }

    @BeforeEach
    void loopback() {
        base = URI.create("http://127.0.0.1:" + url.getPort() + "/notifications/"); // Payara names the machine
    }

    private Visit ada() {
        return Visit.by(base, "ada", "lovelace");
    }

    private Visit grace() {
        return Visit.by(base, "grace", "hopper");
    }

    @Test
    @DisplayName("PAR-351 an invalid token is told, and ends the connection")
    void invalidToken() {
        try (RawWebSocket client = Visit.connect(base, grace().token() + "x")) {
            assertEquals(
                    "{\"action\":\"fatalError\",\"data\":{\"message\":\"Invalid request\"}}", client.receiveText());
            client.expectClose(4401);
        }
    }

    @Test
    @DisplayName("PAR-351 a message without an action is told, and ends the connection")
    void missingAction() {
        try (RawWebSocket client = grace().connect()) {
            String answer = client.send("{\"data\":{\"id\":1}}").receiveText();
            assertTrue(answer.startsWith("{\"action\":\"fatalError\",\"data\":{\"message\":"), answer);
            client.expectClose(1007);
        }
    }

    @Test
    @DisplayName("PAR-351 an action without its data is told, and ends the connection")
    void missingData() {
        try (RawWebSocket client = grace().connect()) {
            String answer = client.send("{\"action\":\"show\"}").receiveText();
            assertTrue(answer.startsWith("{\"action\":\"fatalError\",\"data\":{\"message\":"), answer);
            client.expectClose(1007);
        }
    }

    @Test
    @DisplayName(
            "PAR-351 a user who is deleted while connected is sent away, and the token that is left is good for nothing")
    void deletedUser() {
        Visit alan = Visit.by(base, "alan", "turing");
        String token = alan.token();
        try (RawWebSocket client = Visit.connect(base, token)) {
            assertTrue(ask(client, "people", "null").contains("{\"name\":\"alan\",\"state\":\"ONLINE\"}"));
            assertEquals(204, ada().delete("api/users/alan"));
            client.expectClose(4401);
        }
        try (RawWebSocket again = Visit.connect(base, token)) {
            assertEquals(
                    "{\"action\":\"fatalError\",\"data\":{\"message\":\"Not authenticated any more\"}}",
                    ask(again, "products", "null"));
            again.expectClose(4401);
        }
        assertEquals(401, alan.get("api/token").statusCode());
    }

    @Test
    @DisplayName("shows a product, and says that there is none without ending the connection")
    void products() {
        try (RawWebSocket client = grace().connect()) {
            String list = ask(client, "products", "null");
            assertTrue(list.contains("\"name\":\"Brass bell\"") && !list.contains("description"), list);
            String bell = ask(client, "show", "{\"id\":2}");
            assertTrue(bell.contains("\"description\":\"Rings in any weather."), bell);
            assertTrue(bell.contains("\"price\":119.00") && bell.contains("\"updatedAt\":\"5 hours ago\""), bell);
            String none = ask(client, "show", "{\"id\":4711}");
            assertTrue(none.contains("\"message\":\"There is no such product.\""), none);
            assertTrue(ask(client, "show", "{\"id\":0}").contains("\"action\":\"error\""));
            assertEquals(bell, ask(client, "show", "{\"id\":2}"));
        }
    }

    @Test
    @DisplayName("a notification leaves when its transaction has committed, and never when it rolls back")
    void push() {
        Visit admin = ada();
        try (RawWebSocket client = grace().connect()) {
            ask(client, "channel.subscribe", "{\"channel\":\"notifications\"}");
            assertEquals(204, admin.post("api/notifications", "{\"text\":\"Fresh rope\"}"));
            String first = client.receiveText();
            assertTrue(first.matches(".*\"createdAt\":\"(now|\\d+ seconds? ago)\".*\"text\":\"Fresh rope\".*"), first);

            assertEquals(409, admin.post("api/notifications", "{\"text\":\"Fresh rope\"}"), "said already");
            assertEquals(204, admin.post("api/notifications", "{\"text\":\"For ada\",\"receiver\":\"ada\"}"));
            assertEquals(204, admin.post("api/notifications", "{\"text\":\"For grace\",\"receiver\":\"grace\"}"));
            String next = client.receiveText();
            assertTrue(next.contains("\"text\":\"For grace\""), next);

            assertEquals(400, admin.post("api/notifications", "{\"text\":\" \"}"));
            assertEquals(403, grace().post("api/notifications", "{\"text\":\"I am the admin\"}"));
            String list = ask(client, "notifications", "null");
            assertTrue(list.matches(".*For grace.*Fresh rope.*The shop is open.*") && !list.contains("For ada"), list);
        }
    }

    @Test
    @DisplayName("who follows the people is told who comes")
    void people() {
        try (RawWebSocket client = ada().connect()) {
            ask(client, "channel.subscribe", "{\"channel\":\"people\"}");
            try (RawWebSocket other = Visit.by(base, "edsger", "dijkstra").connect()) {
                String came = "{\"name\":\"edsger\",\"state\":\"ONLINE\"}";
                String told = client.receiveText();
                while (!told.contains(came)) {
                    told = client.receiveText(); // of those before
                }
                assertTrue(ask(other, "people", "null").contains(came));
            }
        }
    }

    @Test
    @DisplayName("PAR-313 address and token are in attributes of the page, which nobody sees who is not logged in")
    void page() {
        String page = grace().get("").body();
        assertTrue(page.contains("data-url=\"shop\" data-token=\"ey"), page);
        assertTrue(page.contains("data-user=\"grace\""), page);
        String login = Visit.by(base, "grace", "\"><script>").get("").body();
        assertTrue(login.contains("<form method=\"post\" action=\"login\">"), login);
    }

    @Test
    @DisplayName("an open connection gets its next token, as JSON")
    void nextToken() {
        Visit grace = grace();
        try (RawWebSocket client = grace.connect()) {
            String next = grace.get("api/token").body(); // {"expires":…,"token":…}, which auth.refresh takes as it is
            String answer = ask(client, "auth.refresh", next);
            assertTrue(answer.startsWith("{\"action\":\"auth.refresh\",\"data\":{\"expires\":\""), answer);
        }
    }

    @Test
    @DisplayName("PAR-312 two windows: who is there, what is notified, products, somebody who is removed")
    void windows() throws IOException {
        try (Window admin = Window.open(base);
                Window customer = Window.open(base)) {
            admin.login("ada", "love").awaitText(".bad", "There is nobody with this name and password.");
            admin.screenshot("login").login("ada", "lovelace").awaitText("#state", "Connected");
            customer.login("barbara", "liskov").awaitText("#state", "Connected");
            admin.awaitText("[data-state=ONLINE] .name", "barbara");

            String text = "<b>Storm lanterns</b> are back on Friday.";
            admin.type("#text", text).click("#notify button");
            customer.awaitText("#notifications p", text);
            assertTrue(
                    customer.texts("#notifications li:last-child small").get(0).matches("\\d+ minutes ago"));
            customer.click("#products li:first-child button").awaitText("#product h3", "Brass bell");
            customer.awaitText("[data-of=updatedAt]", "5 hours ago");
            admin.awaitText("#notifications p", text).type("#text", text).click("#notify button");
            admin.awaitText("#problem", "This was said already. Nobody was notified.");
            admin.screenshot("admin").phone().dark().screenshot("admin-phone");
            customer.screenshot("customer").dark().screenshot("customer-dark");

            assertEquals(List.of(), customer.complaints());
            admin.click("[data-name=barbara] button").awaitNone("[data-name=barbara]");
            customer.awaitText("caption", "Who there is");
        }
    }

    private static String ask(RawWebSocket client, String action, String data) {
        client.send("{\"action\":\"" + action + "\",\"data\":" + data + ",\"id\":1}");
        return client.receiveText();
    }
}
