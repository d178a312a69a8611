package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window; a test that needs it is skipped where there is none. */
final class Chromium implements AutoCloseable {
    private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium open() {
        Path chromium =
                BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeThat(chromium != null && Files.isExecutable(DRIVER))
                .as("a browser is needed: install chromium and chromium-driver")
                .isTrue();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        // A page of a thousand classes takes axe-core a minute on two cores.
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        return new Chromium(driver);
    }

    ChromeDriver driver() {
        return driver;
    }

    void show(String address, int width, int height, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        driver.get(address);
    }

    /** Nothing on the console, nothing fetched from elsewhere, none of axe-core's rules broken, nothing wider than the window. */
    // The mode is deprecated for pages with frames of other origins alone.
    @SuppressWarnings("deprecation")
    void assertCleanAndForEverybody(String address) {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .as("console")
                .isEmpty();
        assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(entry -> entry.getMessage())
                        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                        .filter(message -> !message.contains("\"url\":\"data:"))
                        .filter(message -> !message.contains("\"url\":\"" + address)))
                .as("requests")
                .isEmpty();
        // In the page itself; otherwise axe-core opens a window of its own, for frames that no page here has.
        AxeBuilder axe = new AxeBuilder().setLegacyMode(true);
        assertThat(axe.analyze(driver).getViolations()).as("axe-core").isEmpty();
        Long wider = (Long) driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wider).as("pixels that the page is wider than its window").isZero();
    }

    /** A screenshot of the whole page, where {@code -Dblockwright.screenshots=FOLDER} asks for it. */
    void keep(String name) throws IOException {
        String screenshots = System.getProperty("blockwright.screenshots", "");
        if (!screenshots.isEmpty()) {
            Long height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
            Long width = (Long) driver.executeScript("return document.documentElement.clientWidth");
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
            File shot = driver.getScreenshotAs(OutputType.FILE);
            Files.createDirectories(Path.of(screenshots));
            Files.write(Path.of(screenshots, name + ".png"), Files.readAllBytes(shot.toPath()));
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
