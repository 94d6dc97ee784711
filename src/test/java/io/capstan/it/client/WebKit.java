package io.capstan.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * WebKitGTK, the engine of Safari on Linux, in the small browser that comes with it: with an empty profile, and on a screen that
 * nobody sees. Where the system has none the test is skipped, and says so; nothing is ever downloaded.
 */
public final class WebKit implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/WebKitWebDriver");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path PROFILES = Path.of("target", "webkit").toAbsolutePath();

    /** Those of the browser would keep a window from being as narrow as a phone. */
    private static final String SMALL_BUTTONS = "button { min-width: 0; padding: 0; border-width: 0; }";

    private final Xvfb screen;
    private final ChildProcess process;
    private final RemoteWebDriver driver;
    private final String first;
    private final List<WebKitWindow> windows = new ArrayList<>();

    /** Which colours its user likes. */
    public enum Colors {
        DARK("Adwaita:dark"),
        LIGHT("Adwaita");

        private final String theme;

        Colors(String theme) {
            this.theme = theme;
        }
    }

    private WebKit(Xvfb screen, ChildProcess process, URI address) {
        this.screen = screen;
        this.process = process;
        Awaitility.await("the driver").atMost(PATIENCE).until(() -> isAnswered(address.resolve("/status")));
        this.driver = driver(address);
        this.first = driver.getWindowHandle();
    }

    /** Starts a browser whose user likes light colours. */
    public static WebKit start() {
        return start(Colors.LIGHT);
    }

    /** Starts a browser whose user likes these colours. */
    public static WebKit start(Colors colors) {
        Assumptions.assumeTrue(
                Files.isExecutable(DRIVER) && Xvfb.isThere(),
                "NO TEST IN WEBKIT: " + DRIVER + " and " + Xvfb.PROGRAM
                        + " are needed (Debian's packages webkit2gtk-driver and xvfb)");
        Path profile = profile();
        Xvfb screen = Xvfb.start(profile);
        int port = FreePort.any();
        ChildProcess process = ChildProcess.start(
                profile,
                Stream.concat(
                                environment(profile, screen, colors),
                                Stream.of(DRIVER.toString(), "--host=127.0.0.1", "--port=" + port))
                        .toList());
        try {
            return new WebKit(screen, process, URI.create("http://127.0.0.1:" + port));
        } catch (RuntimeException | Error e) {
            process.close();
            screen.close();
            throw e;
        }
    }

    private static RemoteWebDriver driver(URI address) {
        try {
            return new RemoteWebDriver(address.toURL(), new ImmutableCapabilities("browserName", "MiniBrowser"), false);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean isAnswered(URI status) {
        return Http.begin(Http.request("GET", status, ""))
                .handle((answer, failure) -> failure == null)
                .join();
    }

    private static Path profile() {
        try {
            Path profile = Files.createTempDirectory(Files.createDirectories(PROFILES), "profile");
            Path looks = Files.createDirectories(profile.resolve("gtk-3.0"));
            Files.writeString(looks.resolve("gtk.css"), SMALL_BUTTONS);
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of the user's own, and no desktop that it would ask for this and that. */
    private static Stream<String> environment(Path profile, Xvfb screen, Colors colors) {
        return Stream.of(
                "env",
                "HOME=" + profile,
                "XDG_CONFIG_HOME=" + profile,
                "XDG_CACHE_HOME=" + profile,
                "XDG_DATA_HOME=" + profile,
                "XDG_RUNTIME_DIR=" + profile,
                "GSETTINGS_BACKEND=memory",
                "NO_AT_BRIDGE=1",
                "GDK_BACKEND=x11",
                "GTK_THEME=" + colors.theme,
                "DISPLAY=" + screen.display());
    }

    /** Opens a page in another window, and returns when it is loaded. */
    public WebKitWindow open(URI page) {
        driver.switchTo().newWindow(WindowType.WINDOW);
        WebKitWindow window = new WebKitWindow(driver);
        windows.add(window);
        return window.open(page);
    }

    /** What the pages that are open have complained about since they were loaded. */
    public List<String> complaints() {
        return windows.stream().flatMap(window -> window.complaints().stream()).toList();
    }

    /** Closes all windows that were opened; the browser itself stays. */
    public void closeWindows() {
        windows.forEach(DriverWindow::close);
        windows.clear();
        driver.switchTo().window(first);
    }

    @Override
    public void close() {
        process.close();
        screen.close();
    }
}
