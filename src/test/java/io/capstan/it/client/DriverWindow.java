package io.capstan.it.client;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.remote.RemoteWebDriver;

/** One window of a browser that a WebDriver drives. A driver minds one window at a time, so each call first says which. */
abstract class DriverWindow implements BrowserWindow {
    private final RemoteWebDriver driver;
    private final String handle;

    /** The window that the driver minds now. */
    DriverWindow(RemoteWebDriver driver) {
        this.driver = driver;
        this.handle = driver.getWindowHandle();
    }

    /** Waits for what takes its time as {@link #awaitText} does. */
    public void awaitLongText(String selector, String text) {
        Awaitility.await(selector + " with '" + text + "'")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> texts(selector).contains(text));
    }

    @Override
    public List<String> texts(String selector) {
        return active().findElements(By.cssSelector(selector)).stream()
                .map(element -> element.getDomProperty("textContent"))
                .toList();
    }

    @Override
    public int count(String selector) {
        return active().findElements(By.cssSelector(selector)).size();
    }

    @Override
    public BrowserWindow type(String selector, String text) {
        var field = active().findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
        return this;
    }

    @Override
    public BrowserWindow click(String selector) {
        active().findElement(By.cssSelector(selector)).click();
        return this;
    }

    @Override
    public BrowserWindow paste(String selector, String text) {
        active().executeScript("document.querySelector(arguments[0]).value = arguments[1]", selector, text);
        return this;
    }

    @Override
    public String text(String expression) {
        return String.valueOf(script("return " + expression));
    }

    /** What a script returns. */
    public Object script(String script) {
        return active().executeScript(script);
    }

    @Override
    public BrowserWindow size(int width, int height) {
        active().manage().window().setSize(new Dimension(width, height));
        return this;
    }

    @Override
    public byte[] picture() {
        return active().getScreenshotAs(OutputType.BYTES);
    }

    final void close() {
        active().close();
    }

    final RemoteWebDriver active() {
        driver.switchTo().window(handle);
        return driver;
    }
}
