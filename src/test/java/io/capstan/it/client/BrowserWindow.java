package io.capstan.it.client;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A window of a browser, so that the same test runs in several; elements are named by CSS selectors. */
public interface BrowserWindow {
    Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Longer than the longest pause of the client between two attempts, which half a minute ends. */
    Duration ANOTHER_ATTEMPT = Duration.ofMinutes(1);

    /** The texts of all elements that fit, in the order of the page. */
    List<String> texts(String selector);

    /** What an expression in the page is, as a text. */
    String text(String expression);

    /** Clicks on an element, as a mouse does. */
    BrowserWindow click(String selector);

    /** Replaces what a field holds, as typing does. */
    BrowserWindow type(String selector, String text);

    /** Sets what a field holds, also what no keyboard has. */
    BrowserWindow paste(String selector, String text);

    /** Makes the window as large. */
    BrowserWindow size(int width, int height);

    /** Makes the window a phone's: its width and height in CSS pixels, and a dense screen. */
    BrowserWindow phone(int width, int height);

    /** A picture of what is seen, as PNG. */
    byte[] picture();

    /** How many elements fit. */
    default int count(String selector) {
        return texts(selector).size();
    }

    /** Waits until there is an element with exactly this text. */
    default void awaitText(String selector, String text) {
        Awaitility.await(selector + " with '" + text + "'")
                .atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .until(() -> texts(selector).contains(text));
    }

    /** Waits until an attribute of an element has this value, be it only after another attempt to connect. */
    default void awaitAttribute(String selector, String attribute, String value) {
        String element = "document.querySelector(" + Json.createValue(selector) + ")";
        Awaitility.await(selector + " with " + attribute + "=" + value)
                .atMost(ANOTHER_ATTEMPT)
                .ignoreExceptions()
                .until(() -> value.equals(text(element + ".getAttribute('" + attribute + "')")));
    }

    /** Whether something sticks out to the right. */
    default boolean overflows() {
        return text("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                .equals("true");
    }

    /** Keeps a picture in {@code target/screenshots}. */
    default void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), picture());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
