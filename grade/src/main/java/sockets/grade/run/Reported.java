package sockets.grade.run;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sockets.common.text.Log;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;

/** The JSON document of a {@code check}. */
final class Reported {
    /** What a SKIP begins with that leaves open whether the server is right. */
    private static final String OPEN = "not judged";

    private Reported() {}

    /**
     * Its verdicts.
     *
     * @param step that they count for; 0: each for its own
     * @throws IOException if it is no such document
     */
    static List<Result> results(byte[] json, int step) throws IOException {
        List<Result> results = new ArrayList<>();
        try {
            for (Map<String, String> probe : probes(json)) results.add(result(probe, step));
        } catch (RuntimeException e) {
            // a field that is missing, or of another kind
            throw new IOException("not a report of check", e);
        }
        if (results.isEmpty()) throw new IOException("a report without probes");
        return results;
    }

    /** When the first probe that failed began, in seconds since 1970, and how long it took. */
    static double[] firstFault(byte[] json) {
        try {
            for (Map<String, String> probe : probes(json))
                if (probe.get("verdict").equals(Mark.FAIL.name()))
                    return new double[] {
                        Double.parseDouble(probe.get("startSeconds")),
                        Double.parseDouble(probe.get("timeSeconds"))
                    };
        } catch (IOException | RuntimeException e) {
            Log.debug("no report", e);
        }
        return null;
    }

    /** The texts, numbers and truth values of each probe. */
    private static List<Map<String, String>> probes(byte[] json) throws IOException {
        List<Map<String, String>> probes = new ArrayList<>();
        String text = new String(json, StandardCharsets.UTF_8);
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            in.beginObject();
            while (in.hasNext()) {
                if (!in.nextName().equals("probes")) {
                    in.skipValue();
                    continue;
                }
                in.beginArray();
                while (in.hasNext()) probes.add(fields(in));
                in.endArray();
            }
            in.endObject();
        } catch (RuntimeException e) {
            // gson's for a value of another kind
            throw new IOException("not a report of check", e);
        }
        return probes;
    }

    private static Map<String, String> fields(JsonReader in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            JsonToken kind = in.peek();
            if (kind == JsonToken.STRING || kind == JsonToken.NUMBER)
                fields.put(name, in.nextString());
            else if (kind == JsonToken.BOOLEAN) fields.put(name, String.valueOf(in.nextBoolean()));
            else in.skipValue();
        }
        in.endObject();
        return fields;
    }

    private static Result result(Map<String, String> fields, int step) {
        Mark mark = Mark.valueOf(fields.get("verdict"));
        String detail = fields.getOrDefault("detail", "");
        return new Result(
                fields.get("id").strip(),
                step > 0 ? step : Integer.parseInt(fields.get("step")),
                mark,
                mark != Mark.SKIP || !detail.startsWith(OPEN),
                !fields.getOrDefault("asked", "true").equals("false"),
                fields.getOrDefault("claim", ""),
                detail,
                fields.getOrDefault("byHand", ""),
                Double.parseDouble(fields.getOrDefault("timeSeconds", "0")));
    }
}
