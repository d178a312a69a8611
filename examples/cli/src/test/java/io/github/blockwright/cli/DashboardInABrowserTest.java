package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.dashboard.Dashboard;
import io.github.blockwright.runtime.report.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The dashboard in a real browser, as {@link PagesInABrowserTest} looks at pages that are files. */
class DashboardInABrowserTest {
    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void open() throws IOException {
        browser = Chromium.open();
        new MadeUpRuns(folder.resolve("narrow"), MadeUpRuns.SHAPES).write();
        new MadeUpRuns(folder.resolve("wide"), MadeUpRuns.SHAPES)
                .seed(2)
                .skill(2.6)
                .epochs(22)
                .failed("The loss is NaN at epoch 23, step 17: lower the learning rate")
                .write();
        new MadeUpRuns(folder.resolve("tuned"), List.of("cat", "dog"))
                .inPhases()
                .pictures(400)
                .write();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static List<Path> runs(String name) {
        return switch (name) {
            case "several" ->
                List.of(
                        folder.resolve("narrow"),
                        folder.resolve("wide"),
                        folder.resolve("tuned"),
                        folder.resolve("not-begun"));
            case "none" -> List.of(folder.resolve("not-begun"));
            default -> List.of(folder.resolve("narrow"));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "one, 1200, light",
        "one, 390, dark",
        "several, 1200, dark",
        "several, 390, light",
        "none, 390, light",
        "none, 1200, dark"
    })
    void itIsCleanAndForEverybody(String name, int width, String theme) throws IOException {
        try (Dashboard dashboard = Dashboard.open(runs(name))) {
            String address = dashboard.address().toString();
            browser.show(address, width, 900, theme);
            browser.assertCleanAndForEverybody(address);
            browser.keep("dashboard-" + name + "-" + width + "-" + theme);
        }
    }

    @Test
    void aReportIsReachedFromItAndIsCleanToo() throws IOException {
        try (Dashboard dashboard = Dashboard.open(runs("several"))) {
            String address = dashboard.address().toString();
            browser.show(address, 1200, 900, "light");
            browser.driver().findElement(By.linkText("narrow")).click();
            assertThat(browser.driver().findElement(By.tagName("h1")).getText()).isEqualTo("ShapesNet · narrow");
            browser.assertCleanAndForEverybody(address);
        }
    }

    @Test
    void whatATrainingDoesIsSeenWithoutAnybodyAskingForItAndItsEndToo() throws IOException {
        Path run = new MadeUpRuns(folder.resolve("live"), MadeUpRuns.SHAPES)
                .epochs(3)
                .write();
        WebDriverWait soon = new WebDriverWait(browser.driver(), Duration.ofSeconds(20));
        try (Dashboard dashboard = Dashboard.open(List.of(run))) {
            browser.show(dashboard.address().toString(), 1200, 900, "light");
            assertThat(text("#cards")).contains("3 of 3");
            ProgressListener listener = dashboard.listener(run);
            Files.delete(run.resolve("record.json"));
            listener.epochStarted(4, 30, 120);
            listener.stepDone(60, 0.5, 0.9);
            soon.until(driver -> text("#cards").contains("4 of 30, step 60 of 120"));
            String line = Files.readAllLines(run.resolve("log.csv")).get(3);
            Files.writeString(run.resolve("log.csv"), "4" + line.substring(1) + "\n", StandardOpenOption.APPEND);
            soon.until(driver -> epochsDrawn() == 4);
            assertThat(text("#cards")).contains("left\nabout ");
        }
        soon.until(driver -> text("#news").equals("The dashboard has ended; this is the last that it showed."));
        assertThat(text("#cards")).as("stays").contains("4 of 30");
    }

    private static String text(String selector) {
        return browser.driver().findElement(By.cssSelector(selector)).getText();
    }

    private static long epochsDrawn() {
        return (Long) browser.driver()
                .executeScript(
                        "return drawing.drawn.get(document.querySelector('[data-chart=accuracy]')).spec.x.length");
    }
}
