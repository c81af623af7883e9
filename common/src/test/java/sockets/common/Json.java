package sockets.common;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, texts, numbers (Double) and truth values: what a test looks into. */
public final class Json {
    private Json() {}

    /** One document, and nothing behind it. */
    public static Object parse(String text) throws IOException {
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            Object value = value(in);
            if (in.peek() == JsonToken.END_DOCUMENT) return value;
            throw new AssertionError("something behind the document");
        }
    }

    /** Finds what lies at keys and places, from the outside in. */
    public static Object at(Object value, Object... path) {
        for (Object step : path)
            value =
                    step instanceof Integer place
                            ? ((List<?>) value).get(place)
                            : ((Map<?, ?>) value).get(step);
        return value;
    }

    private static Object value(JsonReader in) throws IOException {
        return switch (in.peek()) {
            case BEGIN_ARRAY -> {
                List<Object> list = new ArrayList<>();
                in.beginArray();
                while (in.hasNext()) list.add(value(in));
                in.endArray();
                yield list;
            }
            case BEGIN_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                in.beginObject();
                while (in.hasNext()) map.put(in.nextName(), value(in));
                in.endObject();
                yield map;
            }
            case NUMBER -> in.nextDouble();
            case BOOLEAN -> in.nextBoolean();
            case NULL -> {
                in.nextNull();
                yield null;
            }
            default -> in.nextString();
        };
    }
}
