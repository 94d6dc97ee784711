package io.capstan.it.client;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.util.Base64;
import java.util.List;

/** One window of a {@link Firefox}, which gets what mouse and keyboard do, as from a user. */
public final class FirefoxWindow implements BrowserWindow {
    private static final String CONTROL = "\uE009";
    private static final String DELETE = "\uE017";

    private final Firefox firefox;
    private final String context;

    FirefoxWindow(Firefox firefox) {
        this.firefox = firefox;
        this.context = firefox.call(
                        "browsingContext.create", Json.createObjectBuilder().add("type", "window"))
                .getString("context");
    }

    /** Opens a page, and returns when it is loaded. */
    FirefoxWindow open(URI page) {
        firefox.call("browsingContext.navigate", here().add("wait", "complete").add("url", page.toString()));
        return this;
    }

    void close() {
        firefox.call("browsingContext.close", here());
    }

    /** Whether an entry of the log is about the page here. */
    boolean isSourceOf(JsonObject entry) {
        return context.equals(entry.getJsonObject("source").getString("context", ""));
    }

    private JsonObjectBuilder here() {
        return Json.createObjectBuilder().add("context", context);
    }

    /** A promise is awaited. */
    @Override
    public String text(String expression) {
        return evaluate("Promise.resolve(" + expression + ").then(String)").getString("value");
    }

    private JsonObject evaluate(String expression) {
        JsonObject answer = firefox.call(
                "script.evaluate",
                Json.createObjectBuilder()
                        .add("expression", expression)
                        .add("target", here())
                        .add("awaitPromise", true));
        if (!"success".equals(answer.getString("type"))) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.getJsonObject("result");
    }

    @Override
    public List<String> texts(String selector) {
        String all = text("JSON.stringify([...document.querySelectorAll(" + quoted(selector)
                + ")].map((element) => element.textContent))");
        JsonArray texts = Json.createReader(new StringReader(all)).readArray();
        return texts.getValuesAs(JsonString::getString);
    }

    private static String quoted(String text) {
        return Json.createValue(text).toString();
    }

    @Override
    public FirefoxWindow click(String selector) {
        JsonObject element = evaluate("(() => { const element = document.querySelector(" + quoted(selector)
                + "); element.scrollIntoView({ block: 'nearest' }); return element; })()");
        JsonObjectBuilder middle = Json.createObjectBuilder()
                .add("type", "element")
                .add("element", Json.createObjectBuilder().add("sharedId", element.getString("sharedId")));
        JsonArrayBuilder actions = Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("type", "pointerMove")
                        .add("x", 0)
                        .add("y", 0)
                        .add("origin", middle))
                .add(Json.createObjectBuilder().add("type", "pointerDown").add("button", 0))
                .add(Json.createObjectBuilder().add("type", "pointerUp").add("button", 0));
        return perform("pointer", actions);
    }

    @Override
    public FirefoxWindow type(String selector, String text) {
        click(selector);
        JsonArrayBuilder actions = Json.createArrayBuilder()
                .add(key("keyDown", CONTROL))
                .add(key("keyDown", "a"))
                .add(key("keyUp", "a"))
                .add(key("keyUp", CONTROL))
                .add(key("keyDown", DELETE))
                .add(key("keyUp", DELETE));
        text.codePoints().mapToObj(Character::toString).forEach(character -> actions.add(key("keyDown", character))
                .add(key("keyUp", character)));
        return perform("key", actions);
    }

    private static JsonObjectBuilder key(String type, String value) {
        return Json.createObjectBuilder().add("type", type).add("value", value);
    }

    /** Does something in the window that is in front then, as a user would have it. */
    private FirefoxWindow perform(String source, JsonArrayBuilder actions) {
        firefox.call("browsingContext.activate", here());
        JsonObjectBuilder device =
                Json.createObjectBuilder().add("type", source).add("id", source).add("actions", actions);
        firefox.call(
                "input.performActions",
                here().add("actions", Json.createArrayBuilder().add(device)));
        return this;
    }

    @Override
    public FirefoxWindow paste(String selector, String text) {
        evaluate("document.querySelector(" + quoted(selector) + ").value = " + quoted(text));
        return this;
    }

    @Override
    public FirefoxWindow size(int width, int height) {
        return view(width, height, 1);
    }

    @Override
    public FirefoxWindow phone(int width, int height) {
        return view(width, height, 2);
    }

    private FirefoxWindow view(int width, int height, int density) {
        firefox.call(
                "browsingContext.setViewport",
                here().add(
                                "viewport",
                                Json.createObjectBuilder().add("width", width).add("height", height))
                        .add("devicePixelRatio", density));
        return this;
    }

    @Override
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(firefox.call("browsingContext.captureScreenshot", here())
                        .getString("data"));
    }
}
