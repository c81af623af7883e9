package sockets.harness.load;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sockets.common.text.Failure;

/** The rows of a load test: as lines of a table, as JSON, in a file. */
final class LoadReport {
    /**
     * What all rows have in common.
     *
     * @param datagrams true for UDP: requests may be lost, and answers come late or twice
     * @param rates requests a second, in turn; none for as many as there is room for
     */
    record Head(
            String program,
            String label,
            String server,
            boolean datagrams,
            long size,
            int window,
            List<Integer> rates,
            double seconds,
            double warmUpSeconds) {}

    private static final String FORMAT = "%11s %11s %8s %8s %8s %8s %8s %7s %11s";

    private final Head head;
    private final List<LoadRow> rows = new ArrayList<>();

    /** Of each row; 0 for as many as there is room for. */
    private final List<Integer> rates = new ArrayList<>();

    LoadReport(Head head) {
        this.head = head;
    }

    void add(int rate, LoadRow row) {
        rates.add(rate);
        rows.add(row);
    }

    /** True if nothing went wrong, was lost or stayed without an answer in any row. */
    boolean isClean() {
        return rows.stream().allMatch(row -> row.errors() + row.losses() + row.unanswered() == 0);
    }

    /** True if, besides, every connection of each of them got answers. */
    boolean isGood() {
        return isClean()
                && rows.stream()
                        .allMatch(row -> row.requests() > 0 && row.answered() == row.connections());
    }

    String header() {
        return line(
                "rate",
                head.datagrams() ? "sockets" : "connections",
                "requests/s",
                "MB/s",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "max ms",
                head.datagrams() ? "losses" : "errors",
                "unanswered");
    }

    String line(int rate, LoadRow row) {
        boolean any = row.requests() > 0;
        return line(
                rate,
                row.connections(),
                decimals(0, row.requestsPerSecond()),
                decimals(2, row.megabytesPerSecond(head.size())),
                any ? decimals(3, row.p50() / 1e6) : "-",
                any ? decimals(3, row.p90() / 1e6) : "-",
                any ? decimals(3, row.p99() / 1e6) : "-",
                any ? decimals(3, row.max() / 1e6) : "-",
                head.datagrams() ? row.losses() : row.errors(),
                row.unanswered());
    }

    /** Only where several rates are measured do the rows tell theirs. */
    private String line(Object rate, Object... cells) {
        String first = head.rates().size() > 1 ? String.format("%8s ", rate) : "";
        return first + String.format(Locale.ROOT, FORMAT, cells);
    }

    private static String decimals(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            json.name("program").value(head.program());
            json.name("label").value(head.label());
            json.name("server").value(head.server());
            json.name("sizeBytes").value(head.size());
            json.name("window").value(head.window());
            if (head.rates().size() == 1) json.name("rate").value(head.rates().get(0));
            json.name("seconds").value(head.seconds());
            json.name("warmUpSeconds").value(rounded(3, head.warmUpSeconds()));
            json.name("rows").beginArray();
            for (int i = 0; i < rows.size(); i++) write(rates.get(i), rows.get(i), json);
            json.endArray();
            json.endObject();
        }
        return text.toString();
    }

    private void write(int rate, LoadRow row, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("connections").value(row.connections());
        if (rate > 0) json.name("rate").value(rate);
        json.name("answeredConnections").value(row.answered());
        json.name("measuredSeconds").value(rounded(3, row.nanos() / 1e9));
        json.name("requests").value(row.requests());
        json.name("requestsPerSecond").value(rounded(1, row.requestsPerSecond()));
        json.name("megabytesPerSecond").value(rounded(3, row.megabytesPerSecond(head.size())));
        json.name("p50Micros").value(rounded(1, row.p50() / 1e3));
        json.name("p90Micros").value(rounded(1, row.p90() / 1e3));
        json.name("p99Micros").value(rounded(1, row.p99() / 1e3));
        json.name("maxMicros").value(rounded(1, row.max() / 1e3));
        json.name("errors").value(row.errors());
        json.name("unanswered").value(row.unanswered());
        if (head.datagrams()) {
            json.name("losses").value(row.losses());
            json.name("late").value(row.late());
            json.name("duplicates").value(row.duplicates());
        }
        json.name("generatorBusyShare").value(rounded(3, row.busyShare()));
        json.endObject();
    }

    private static double rounded(int digits, double value) {
        double unit = Math.pow(10, digits);
        return Math.round(value * unit) / unit;
    }

    /** Fails now if the file cannot be written: that is told before the work, not after it. */
    static void touch(Path file) throws Failure {
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        } catch (IOException e) {
            throw new Failure("open", file, e);
        }
    }

    void write(Path file) throws IOException {
        try {
            Files.writeString(file, json() + "\n");
        } catch (IOException e) {
            throw new Failure("write", file, e);
        }
    }
}
