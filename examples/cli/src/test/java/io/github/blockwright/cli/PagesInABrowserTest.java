package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.pages.RunComparison;
import io.github.blockwright.runtime.pages.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * The pages in a real browser, Chromium without a window: nothing on the console, nothing fetched, none of axe-core's rules
 * broken, on a phone and on a desk, light and dark. {@code -Dblockwright.screenshots=FOLDER} keeps the screenshots.
 */
class PagesInABrowserTest {
    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void open() throws IOException {
        browser = Chromium.open();
        new MadeUpRuns(folder.resolve("ten"), MadeUpRuns.SHAPES).write();
        new MadeUpRuns(folder.resolve("one"), MadeUpRuns.SHAPES)
                .epochs(1)
                .skill(0.5)
                .explained()
                .write();
        new MadeUpRuns(folder.resolve("many"), MadeUpRuns.many(1000))
                .pictures(2000)
                .skill(1)
                .write();
        new MadeUpRuns(folder.resolve("labels"), List.of("sea", "sky", "sand", "tree", "person", "boat"))
                .multiLabel()
                .explained()
                .write();
        new MadeUpRuns(folder.resolve("failed"), MadeUpRuns.SHAPES)
                .epochs(4)
                .failed("The loss is NaN at epoch 5, step 17: lower the learning rate")
                .write();
        new MadeUpRuns(folder.resolve("nothing"), MadeUpRuns.SHAPES)
                .epochs(0)
                .failed("Cannot write")
                .write();
        new MadeUpRuns(folder.resolve("phases"), List.of("cat", "dog"))
                .inPhases()
                .explained()
                .pictures(400)
                .write();
        new MadeUpRuns(folder.resolve("short-1"), MadeUpRuns.SHAPES)
                .seed(1)
                .skill(2.6)
                .write();
        new MadeUpRuns(folder.resolve("short-2"), MadeUpRuns.SHAPES)
                .seed(2)
                .skill(2.6)
                .write();
        new MadeUpRuns(folder.resolve("long-1"), MadeUpRuns.SHAPES)
                .seed(1)
                .epochs(40)
                .write();
        new MadeUpRuns(folder.resolve("long-2"), MadeUpRuns.SHAPES)
                .seed(2)
                .epochs(40)
                .write();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
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

    private static void show(String run) throws IOException {
        browser.show(page(run).toUri().toString(), 1200, 900, "light");
    }

    @ParameterizedTest
    @CsvSource({
        "ten, 1200, light",
        "ten, 1200, dark",
        "ten, 390, light",
        "ten, 390, dark",
        "one, 1200, light",
        "one, 390, dark",
        "many, 1200, dark",
        "many, 390, light",
        "labels, 1200, light",
        "labels, 390, dark",
        "failed, 1200, dark",
        "failed, 390, light",
        "nothing, 1200, light",
        "phases, 1200, dark",
        "phases, 390, light",
        "compare, 1200, light",
        "compare, 1200, dark",
        "compare, 390, light",
        "compare, 390, dark"
    })
    void aPageIsCleanAndForEverybody(String run, int width, String theme) throws IOException {
        String page = page(run).toUri().toString();
        browser.show(page, width, 900, theme);
        browser.assertCleanAndForEverybody(page);
        browser.keep(run + "-" + width + "-" + theme);
    }

    @Test
    void aCellOfTheMatrixShowsItsPicturesAndAClassItsCurve() throws IOException {
        show("one");
        WebElement cell =
                browser.driver().findElement(By.cssSelector("[aria-label='Most frequent confusions'] button"));
        browser.driver().executeScript("arguments[0].click()", cell);
        WebElement panel = browser.driver().findElement(By.id("cell"));
        assertThat(panel.getText()).contains("were taken for").contains("% sure");
        assertThat(panel.findElements(By.tagName("img"))).isNotEmpty();
        assertThat(cell.getDomAttribute("aria-pressed")).isEqualTo("true");

        new Select(browser.driver().findElement(By.id("class"))).selectByVisibleText("ring");
        assertThat(panel.getText()).startsWith("ring: ");
        assertThat(browser.driver()
                        .findElement(By.cssSelector("#precision .u-legend"))
                        .getText())
                .contains("ring");
    }

    @Test
    void aChartIsReadWithTheKeysOfTheKeyboard() throws IOException {
        show("ten");
        WebElement chart = browser.driver().findElement(By.cssSelector("[data-chart=accuracy]"));
        chart.sendKeys(Keys.ARROW_RIGHT);
        chart.sendKeys(Keys.ARROW_RIGHT);
        assertThat(chart.findElement(By.cssSelector("[aria-live]")).getDomProperty("textContent"))
                .startsWith("epoch 2: training ")
                .contains("validation ");
    }

    @Test
    void aHeadingSortsItsTable() throws IOException {
        show("one");
        WebElement head = browser.driver().findElement(By.cssSelector("table.sortable thead th:nth-child(4) button"));
        browser.driver().executeScript("arguments[0].click()", head);
        List<Double> recalls =
                browser.driver().findElements(By.cssSelector("table.sortable tbody td:nth-child(4)")).stream()
                        .map(each -> Double.valueOf(each.getDomProperty("textContent")))
                        .toList();
        assertThat(recalls).hasSize(10).isSorted();
    }
}
