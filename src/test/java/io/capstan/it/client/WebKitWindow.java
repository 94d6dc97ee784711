package io.capstan.it.client;

import java.net.URI;
import java.util.List;
import org.awaitility.Awaitility;
import org.openqa.selenium.remote.RemoteWebDriver;

/** One window of a {@link WebKit}. */
public final class WebKitWindow extends DriverWindow {
    /** The driver tells nothing of the console, so a page keeps what goes there, and what else goes wrong. */
    private static final String LISTEN = """
            const complaints = (window.complaints = []);
            for (const level of ["warn", "error"]) console[level] = (...values) => complaints.push(values.map(String).join(" "));
            addEventListener("error", ({ message, target }) => complaints.push(message ?? target.outerHTML), true);
            addEventListener("unhandledrejection", ({ reason }) => complaints.push(String(reason)));
            addEventListener("securitypolicyviolation", ({ violatedDirective }) => complaints.push(violatedDirective));
            """;

    WebKitWindow(RemoteWebDriver driver) {
        super(driver);
    }

    /** Opens a page, and returns when it is loaded. */
    WebKitWindow open(URI page) {
        active().get(page.toString());
        script(LISTEN);
        return this;
    }

    List<String> complaints() {
        return ((List<?>) script("return window.complaints"))
                .stream().map(String::valueOf).toList();
    }

    /** Returns when the page knows. */
    @Override
    public WebKitWindow size(int width, int height) {
        super.size(width, height);
        String wide = Integer.toString(width);
        Awaitility.await("a width of " + width).until(() -> text("innerWidth"), wide::equals);
        return this;
    }

    /** As wide as that, on a screen that is not dense; of the height the buttons of the browser take a little. */
    @Override
    public WebKitWindow phone(int width, int height) {
        return size(width, height);
    }
}
