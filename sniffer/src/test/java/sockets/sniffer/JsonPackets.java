package sockets.sniffer;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packets of a JSON document, each with all values of its fields. */
final class JsonPackets {
    private JsonPackets() {}

    static List<Map<String, List<String>>> of(String document) throws IOException {
        List<Map<String, List<String>>> packets = new ArrayList<>();
        try (JsonReader in = new JsonReader(new StringReader(document))) {
            in.beginArray();
            while (in.hasNext()) {
                Map<String, List<String>> packet = new HashMap<>();
                in.beginObject();
                while (in.hasNext()) packet.put(in.nextName(), values(in));
                in.endObject();
                packets.add(packet);
            }
            in.endArray();
        }
        return packets;
    }

    private static List<String> values(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.BEGIN_ARRAY) return List.of(in.nextString());
        List<String> values = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) values.add(in.nextString());
        in.endArray();
        return values;
    }
}
