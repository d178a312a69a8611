package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.github.blockwright.runtime.pages.RunComparison;
import io.github.blockwright.runtime.pages.RunReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;

/**
 * The pages in a real browser, Chromium without a window: nothing on the console, nothing fetched, none of axe-core's rules
 * broken, on a phone and on a desk, light and dark. {@code -Dblockwright.screenshots=FOLDER} keeps the screenshots.
 */
class PagesInABrowserTest {
    private static final List<Path> CHROMIUM = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @TempDir
    private static Path folder;

    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        Path chromium = CHROMIUM.stream().filter(Files::isExecutable).findFirst().orElse(null);
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
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        new MadeUpRuns(folder.resolve("ten"), MadeUpRuns.SHAPES).write();
        new MadeUpRuns(folder.resolve("one"), MadeUpRuns.SHAPES).epochs(1).skill(0.5).write();
        new MadeUpRuns(folder.resolve("many"), MadeUpRuns.many(1000)).pictures(2000).skill(1).write();
        new MadeUpRuns(folder.resolve("labels"), List.of("sea", "sky", "sand", "tree", "person", "boat"))
                .multiLabel()
                .write();
        new MadeUpRuns(folder.resolve("failed"), MadeUpRuns.SHAPES)
                .epochs(4)
                .failed("The loss is NaN at epoch 5, step 17: lower the learning rate")
                .write();
        new MadeUpRuns(folder.resolve("nothing"), MadeUpRuns.SHAPES).epochs(0).failed("Cannot write").write();
        new MadeUpRuns(folder.resolve("phases"), List.of("cat", "dog")).inPhases().pictures(400).write();
        new MadeUpRuns(folder.resolve("short-1"), MadeUpRuns.SHAPES).seed(1).skill(2.6).write();
        new MadeUpRuns(folder.resolve("short-2"), MadeUpRuns.SHAPES).seed(2).skill(2.6).write();
        new MadeUpRuns(folder.resolve("long-1"), MadeUpRuns.SHAPES).seed(1).epochs(40).write();
        new MadeUpRuns(folder.resolve("long-2"), MadeUpRuns.SHAPES).seed(2).epochs(40).write();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static Path page(String run) throws IOException {
        if (!run.equals("compare")) {
            return RunReport.write(folder.resolve(run));
        }
        Path html = folder.resolve("compare.html");
        RunComparison.of(List.of(
                        folder.resolve("short-1"),
                        folder.resolve("short-2"),
                        folder.resolve("long-1"),
                        folder.resolve("long-2")))
                .write(html);
        return html;
    }

    private static void show(Path page, int width, int height, String theme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        browser.manage().logs().get(LogType.BROWSER);
        browser.manage().logs().get(LogType.PERFORMANCE);
        browser.get(page.toUri().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "ten, 1200, light", "ten, 1200, dark", "ten, 390, light", "ten, 390, dark",
        "one, 1200, light", "one, 390, dark", "many, 1200, dark", "many, 390, light",
        "labels, 1200, light", "labels, 390, dark", "failed, 1200, dark", "failed, 390, light",
        "nothing, 1200, light", "phases, 1200, dark", "compare, 1200, light", "compare, 1200, dark",
        "compare, 390, light", "compare, 390, dark"
    })
    void aPageIsCleanAndForEverybody(String run, int width, String theme) throws IOException {
        Path page = page(run);
        show(page, width, 900, theme);

        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("console")
                .isEmpty();
        assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(entry -> entry.getMessage())
                        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                        .filter(message -> !message.contains("\"url\":\"data:"))
                        .filter(message -> !message.contains("\"url\":\"" + page.toUri())))
                .as("requests")
                .isEmpty();
        // In the page itself; otherwise axe-core opens a window of its own, for frames that no page here has.
        AxeBuilder axe = new AxeBuilder().setLegacyMode(true);
        assertThat(axe.analyze(browser).getViolations())
                .as("axe-core")
                .isEmpty();
        Long wider = (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wider).as("pixels that the page is wider than its window").isZero();
        keep(run + "-" + width + "-" + theme);
    }

    private static void keep(String name) throws IOException {
        String screenshots = System.getProperty("blockwright.screenshots", "");
        if (!screenshots.isEmpty()) {
            Long height = (Long) browser.executeScript("return document.documentElement.scrollHeight");
            Long width = (Long) browser.executeScript("return document.documentElement.clientWidth");
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
            File shot = browser.getScreenshotAs(OutputType.FILE);
            Files.createDirectories(Path.of(screenshots));
            Files.write(Path.of(screenshots, name + ".png"), Files.readAllBytes(shot.toPath()));
        }
    }

    @Test
    void aCellOfTheMatrixShowsItsPicturesAndAClassItsCurve() throws IOException {
        show(page("one"), 1200, 900, "light");
        WebElement cell = browser.findElement(By.cssSelector("[aria-label='Most frequent confusions'] button"));
        browser.executeScript("arguments[0].click()", cell);
        WebElement panel = browser.findElement(By.id("cell"));
        assertThat(panel.getText()).contains("were taken for").contains("% sure");
        assertThat(panel.findElements(By.tagName("img"))).isNotEmpty();
        assertThat(cell.getDomAttribute("aria-pressed")).isEqualTo("true");

        new Select(browser.findElement(By.id("class"))).selectByVisibleText("ring");
        assertThat(panel.getText()).startsWith("ring: ");
        assertThat(browser.findElement(By.cssSelector("#precision .u-legend")).getText())
                .contains("ring");
    }

    @Test
    void aChartIsReadWithTheKeysOfTheKeyboard() throws IOException {
        show(page("ten"), 1200, 900, "light");
        WebElement chart = browser.findElement(By.cssSelector("[data-chart=accuracy]"));
        chart.sendKeys(Keys.ARROW_RIGHT);
        chart.sendKeys(Keys.ARROW_RIGHT);
        assertThat(chart.findElement(By.cssSelector("[aria-live]")).getDomProperty("textContent"))
                .startsWith("epoch 2: training ")
                .contains("validation ");
    }

    @Test
    void aHeadingSortsItsTable() throws IOException {
        show(page("one"), 1200, 900, "light");
        WebElement head = browser.findElement(By.cssSelector("table.sortable thead th:nth-child(4) button"));
        browser.executeScript("arguments[0].click()", head);
        List<Double> recalls = browser.findElements(By.cssSelector("table.sortable tbody td:nth-child(4)")).stream()
                .map(each -> Double.valueOf(each.getDomProperty("textContent")))
                .toList();
        assertThat(recalls).hasSize(10).isSorted();
    }
}
