package com.example.notifications;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A window of Debian's Chromium with cookies of its own, without a screen. Elements are named by CSS selectors. */
final class Window implements AutoCloseable {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Window(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test where there is no such browser. */
    static Window open(URI page) {
        assumeTrue(CHROMIUM.canExecute() && DRIVER.canExecute(), "NO BROWSER TEST: there is no " + DRIVER);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.addArguments("--disable-background-networking", "--lang=en", "--window-size=1000,760");
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
        Window window = new Window(new ChromeDriver(service, options));
        window.driver.get(page.toString());
        return window;
    }

    Window login(String name, String password) {
        return type("[name=name]", name).type("[name=password]", password).click("button");
    }

    Window type(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
        return this;
    }

    /** Clicks once it is there; what is painted anew meanwhile is looked for again. */
    Window click(String selector) {
        await("a click on " + selector).atMost(PATIENCE).ignoreExceptions().until(() -> {
            driver.findElement(By.cssSelector(selector)).click();
            return true;
        });
        return this;
    }

    /** Waits until an element has exactly this text. */
    Window awaitText(String selector, String text) {
        await(selector + " with '" + text + "'")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> texts(selector).contains(text));
        return this;
    }

    Window awaitNone(String selector) {
        await("no " + selector).atMost(PATIENCE).until(() -> texts(selector).isEmpty());
        return this;
    }

    List<String> texts(String selector) {
        String script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)";
        return ((List<?>) driver.executeScript(script, selector))
                .stream().map(String::valueOf).toList();
    }

    /** What the page or the browser complained about. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    Window dark() {
        List<Map<String, String>> features = List.of(Map.of("name", "prefers-color-scheme", "value", "dark"));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
        return this;
    }

    Window phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        return this;
    }

    /** Keeps a picture in {@code target/screenshots}. */
    Window screenshot(String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        return this;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
