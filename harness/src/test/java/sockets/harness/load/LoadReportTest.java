package sockets.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.text.Failure;

class LoadReportTest {
    private static final LoadRow ROW =
            new LoadRow(
                    50,
                    49,
                    517_035,
                    3_000_000_000L,
                    290_100,
                    310_000,
                    501_000,
                    2_100_000,
                    0,
                    4,
                    3,
                    2,
                    1,
                    0.97);

    private static LoadReport report(boolean datagrams, Integer... rates) {
        return new LoadReport(
                new LoadReport.Head(
                        "x-echo",
                        "my \"server\"",
                        "127.0.0.1:3500",
                        datagrams,
                        64,
                        1,
                        List.of(rates),
                        3,
                        1));
    }

    @Test
    void theTableIsAligned() {
        LoadReport report = report(false);
        assertEquals(
                "connections  requests/s     MB/s   p50 ms   p90 ms   p99 ms   max ms  errors  unanswered",
                report.header());
        assertEquals(
                "         50      172345    11.03    0.290    0.310    0.501    2.100       0           4",
                report.line(0, ROW));
    }

    @Test
    void withDatagramsTheLastColumnIsTheLosses() {
        LoadReport report = report(true);
        assertTrue(report.header().endsWith("  losses  unanswered"), report.header());
        assertTrue(report.line(0, ROW).endsWith("       3           4"), report.line(0, ROW));
    }

    @Test
    void withoutAnswersThereAreNoLatencies() {
        LoadRow none = new LoadRow(50, 0, 0, 3_000_000_000L, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(
                "         50           0     0.00        -        -        -        -       0"
                        + "           0",
                report(false).line(0, none));
    }

    @Test
    void theJsonHasItsKeysAndUnits() throws Exception {
        LoadReport report = report(true);
        report.add(0, ROW);
        assertEquals(
                "{\"program\":\"x-echo\",\"label\":\"my \\\"server\\\"\","
                        + "\"server\":\"127.0.0.1:3500\",\"sizeBytes\":64,\"window\":1,"
                        + "\"seconds\":3.0,\"warmUpSeconds\":1.0,\"rows\":[{\"connections\":50,"
                        + "\"answeredConnections\":49,\"measuredSeconds\":3.0,\"requests\":517035,"
                        + "\"requestsPerSecond\":172345.0,\"megabytesPerSecond\":11.03,"
                        + "\"p50Micros\":290.1,\"p90Micros\":310.0,\"p99Micros\":501.0,"
                        + "\"maxMicros\":2100.0,\"errors\":0,\"unanswered\":4,\"losses\":3,\"late\":2,"
                        + "\"duplicates\":1,\"generatorBusyShare\":0.97}]}",
                report.json().replaceAll("\n *", "").replace("\": ", "\":"));
        assertFalse(report(false).json().contains("losses"));
    }

    @Test
    void ofSeveralRatesEachRowTellsItsOwn() throws Exception {
        LoadReport report = report(false, 500, 1000);
        report.add(1000, ROW);
        assertTrue(report.header().startsWith("    rate connections  requests/s"));
        assertTrue(report.line(1000, ROW).startsWith("    1000          50      172345"));
        assertFalse(report.json().contains("\"window\": 1,\n  \"rate\""), report.json());
        assertTrue(report.json().contains("\"connections\": 50,\n      \"rate\": 1000,"));
    }

    @Test
    void oneRateIsOfTheWholeRunAndOfItsRow() throws Exception {
        LoadReport report = report(false, 500);
        report.add(500, ROW);
        assertTrue(report.header().startsWith("connections  requests/s"));
        assertTrue(report.json().contains("\"window\": 1,\n  \"rate\": 500,"), report.json());
        assertTrue(report.json().contains("\"connections\": 50,\n      \"rate\": 500,"));
    }

    private static LoadRow row(int answered, long errors, long unanswered, long losses) {
        return new LoadRow(2, answered, 9, 1, 1, 1, 1, 1, errors, unanswered, losses, 0, 0, 0);
    }

    private static boolean isGood(LoadRow row) {
        LoadReport report = report(false);
        report.add(0, row(2, 0, 0, 0));
        assertTrue(report.isGood());
        report.add(0, row);
        return report.isGood();
    }

    @Test
    void goodIsWhatAnsweredEverythingWithoutErrors() {
        assertFalse(isGood(row(1, 0, 0, 0)));
        assertFalse(isGood(row(2, 1, 0, 0)));
        assertFalse(isGood(row(2, 0, 1, 0)));
        assertFalse(isGood(row(2, 0, 0, 1)));
        assertTrue(isGood(row(2, 0, 0, 0)));
        LoadReport early = report(false);
        early.add(0, row(1, 0, 0, 0));
        // stopped before all had their turn
        assertTrue(early.isClean());
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBefore(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("old.json");
        Files.writeString(file, "old");
        LoadReport.touch(file);
        assertEquals("old", Files.readString(file));
        report(false).write(file);
        assertTrue(Files.readString(file).startsWith("{"));
        Path none = folder.resolve("none").resolve("x.json");
        assertThrows(Failure.class, () -> LoadReport.touch(none));
    }
}
