package sockets.tcpecho.plot;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * One file that {@code load -o} wrote: how a server did, a row for each number of connections and
 * each rate. What the picture does not show is passed over, so that both programs' files will do.
 */
record LoadFile(
        Path file,
        String label,
        long sizeBytes,
        long window,
        double seconds,
        double warmUpSeconds,
        List<Row> rows) {
    /** A file of a thousand rows has a quarter of this. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_ROWS = 1000;

    /** No machine is so fast or slow, and the picture still has room for the figure. */
    private static final double MOST = 1e9;

    /** A latency below is not measured, and a logarithmic axis has no place for 0. */
    private static final double LEAST_MICROS = 0.001;

    /**
     * One number of connections, at one rate; the latencies are null where nothing was answered.
     *
     * @param rate requests a second that were due; 0 if each came as soon as there was room
     * @param answered how many of them got an answer
     */
    record Row(
            int connections,
            int rate,
            int answered,
            Double requestsPerSecond,
            Double p50Micros,
            Double p99Micros) {
        Row at(int other) {
            return new Row(connections, other, answered, requestsPerSecond, p50Micros, p99Micros);
        }

        /** What it shows is only what those had who were answered. */
        boolean isPartial() {
            return answered < connections;
        }

        /** {@code 1/1000}: how many were. */
        String share() {
            return answered + "/" + connections;
        }
    }

    /** The same measurement under another name, with other rows. */
    LoadFile with(String name, List<Row> others) {
        return new LoadFile(file, name, sizeBytes, window, seconds, warmUpSeconds, others);
    }

    /** True if the requests came at fixed moments. */
    boolean isAtRate() {
        return rows.stream().anyMatch(row -> row.rate() > 0);
    }

    static LoadFile read(Path file) throws Failure {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            // not Files.readAllBytes: a device has no end
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new Failure("read", file, e);
        }
        if (bytes.length > MOST_BYTES) throw new Failure("read", file, Reason.EFBIG, "");
        InputStream in = new ByteArrayInputStream(bytes);
        JsonReader json = new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        json.setStrictness(Strictness.STRICT);
        try {
            LoadFile result = new Parser(json).file(file);
            // throws if anything stands behind the document
            json.peek();
            return result;
        } catch (MalformedJsonException | EOFException e) {
            throw new Failure("read", file, Reason.NOT_JSON, " (" + at(json) + ")");
        } catch (IllegalStateException e) {
            // what the reader says of a list where a number is due; its text has several lines
            throw new Failure("read", file, Reason.NOT_LOAD, ": type of " + at(json));
        } catch (WrongValue e) {
            throw new Failure("read", file, Reason.NOT_LOAD, ": " + e.getMessage());
        } catch (IOException e) {
            throw new Failure("read", file, e);
        }
    }

    /** Where the reader stands, as in {@code $.rows[2].connections}; a name may be any text. */
    private static String at(JsonReader json) {
        String path = json.getPath();
        return path.length() > 60 ? path.substring(0, 60) + "..." : path;
    }

    private static final class WrongValue extends IOException {
        WrongValue(String what) {
            super(what);
        }
    }

    private static final class Parser {
        private final JsonReader json;
        private String label = "";
        private double sizeBytes = -1;
        private double window = -1;
        private double seconds = -1;
        private double warmUpSeconds;

        /** Of all rows that tell none of their own. */
        private int rate;

        private List<Row> rows = List.of();

        Parser(JsonReader json) {
            this.json = json;
        }

        LoadFile file(Path file) throws IOException {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "label" -> label = text();
                    case "sizeBytes" -> sizeBytes = whole(0);
                    case "window" -> window = whole(1);
                    case "rate" -> rate = (int) whole(1);
                    case "seconds" -> seconds = number();
                    case "warmUpSeconds" -> warmUpSeconds = number();
                    case "rows" -> rows = rows();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            need("sizeBytes", sizeBytes);
            need("window", window);
            need("seconds", seconds);
            if (rows.isEmpty()) throw new WrongValue("no rows");
            // the rate may stand behind the rows
            rows.replaceAll(row -> row.rate() > 0 ? row : row.at(rate));
            return new LoadFile(
                    file, label, (long) sizeBytes, (long) window, seconds, warmUpSeconds, rows);
        }

        private List<Row> rows() throws IOException {
            List<Row> result = new ArrayList<>();
            json.beginArray();
            while (json.hasNext()) {
                if (result.size() == MOST_ROWS)
                    throw new WrongValue("more than " + MOST_ROWS + " rows");
                result.add(row());
            }
            json.endArray();
            return result;
        }

        private Row row() throws IOException {
            double connections = -1;
            double own = 0;
            double requestsPerSecond = -1;
            double answered = -1;
            Double p50 = null;
            Double p99 = null;
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "connections" -> connections = whole(1);
                    case "rate" -> own = whole(1);
                    case "requestsPerSecond" -> requestsPerSecond = number();
                    case "answeredConnections" -> answered = whole(0);
                    case "p50Micros" -> p50 = micros();
                    case "p99Micros" -> p99 = micros();
                    default -> json.skipValue();
                }
            }
            json.endObject();
            need("connections", connections);
            need("requestsPerSecond", requestsPerSecond);
            boolean silent = answered == 0 || requestsPerSecond == 0;
            // a file that does not tell is taken for one of a server that answered all
            int served = (int) (answered < 0 ? connections : Math.min(answered, connections));
            return new Row(
                    (int) connections,
                    (int) own,
                    served,
                    requestsPerSecond,
                    silent ? null : p50,
                    silent ? null : p99);
        }

        private static void need(String name, double value) throws WrongValue {
            if (value < 0) throw new WrongValue("no " + name);
        }

        private String text() throws IOException {
            if (json.peek() != JsonToken.STRING) throw new IllegalStateException();
            return json.nextString();
        }

        private Double micros() throws IOException {
            if (json.peek() == JsonToken.NULL) {
                json.nextNull();
                return null;
            }
            double micros = number();
            return micros < LEAST_MICROS ? null : Double.valueOf(micros);
        }

        private double number() throws IOException {
            String where = at(json);
            // the reader itself would take "12" in quotes too
            if (json.peek() != JsonToken.NUMBER) throw new IllegalStateException();
            double number = json.nextDouble();
            if (number > MOST) throw new WrongValue(where + " is more than " + Scale.text(MOST));
            if (number < 0) throw new WrongValue(where + " is " + Scale.text(number));
            return number;
        }

        private double whole(double least) throws IOException {
            String where = at(json);
            double number = number();
            if (number < least || number > Integer.MAX_VALUE || number != Math.rint(number))
                throw new WrongValue(where + " is " + Scale.text(number));
            return number;
        }
    }
}
