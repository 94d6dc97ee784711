package io.capstan.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium of the system with an empty profile, without a screen and without a word to the outside. Where the
 * system has none the test is skipped, and says so; nothing is ever downloaded.
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final Path profile;
    private final ChromeDriver driver;
    private final String first;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
        this.first = driver.getWindowHandle();
    }

    /** Starts a browser, with one empty window that stays. */
    public static Browser start() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "NO BROWSER TEST: " + CHROMIUM + " and " + DRIVER
                        + " are needed (Debian's packages chromium and chromium-driver)");
        try {
            Path profile = Files.createTempDirectory("capstan-browser");
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .usingAnyFreePort()
                    .build();
            return new Browser(profile, new ChromeDriver(service, options(profile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=900,720",
                "--user-data-dir=" + profile);
        return options;
    }

    /** Opens a page in another window. */
    public Window open(URI page) {
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.get(page.toString());
        return new Window();
    }

    /** What pages of this address, or the browser about them, complained about since the last call. */
    public List<String> complaints(URI from) {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> message.startsWith(from.toString()))
                .toList();
    }

    /** Closes all windows that were opened; the browser itself stays. */
    public void closeWindows() {
        for (String handle : driver.getWindowHandles()) {
            if (!handle.equals(first)) {
                driver.switchTo().window(handle).close();
            }
        }
        driver.switchTo().window(first);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One window; elements are named by CSS selectors. */
    public final class Window extends DriverWindow {

        private Window() {
            super(driver);
        }

        /** A phone has touch, too. */
        @Override
        public Window phone(int width, int height) {
            return tell(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
        }

        /** Says to the page which colours its user likes, {@code light} or {@code dark}. */
        public Window colors(String scheme) {
            return tell(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        }

        private Window tell(String command, Map<String, Object> parameters) {
            active();
            driver.executeCdpCommand(command, parameters);
            return this;
        }
    }
}
