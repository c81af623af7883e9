package sockets.sockopts;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Options and their values as one JSON document. */
final class OptionJson {
    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    OptionJson() throws IOException {
        json.setIndent("  ");
        json.beginArray();
    }

    /** An option, and what it was read as on each kind of socket. */
    void option(SocketOption option, String meaning, Map<SocketKind, Reading> readings)
            throws IOException {
        json.beginObject();
        json.name("name").value(option.name());
        json.name("level").value(option.level());
        json.name("levelNumber").value(option.existsHere() ? option.levelNumber() : null);
        json.name("number").value(option.existsHere() ? option.number() : null);
        json.name("type").value(option.type());
        json.name("settable").value(option.settable());
        json.name("privilege").value(option.privilege().isEmpty() ? null : option.privilege());
        json.name("java").value(option.java().equals("-") ? null : option.java());
        json.name("python311").value(option.python311());
        json.name("manual").beginArray();
        for (String page : option.manual()) json.value(page);
        json.endArray();
        json.name("meaning").value(meaning);
        json.name("valueNames").beginObject();
        for (Map.Entry<Long, String> name : option.names().all().entrySet())
            json.name(name.getValue()).value(name.getKey());
        json.endObject();
        json.name("values").beginObject();
        for (Map.Entry<SocketKind, Reading> each : readings.entrySet()) {
            json.name(each.getKey().toString());
            reading(option, each.getKey(), each.getValue());
        }
        json.endObject();
        json.endObject();
    }

    private void reading(SocketOption option, SocketKind kind, Reading reading) throws IOException {
        json.beginObject();
        SocketKind read = option.on(kind);
        json.name("socket").value(String.valueOf(read == null ? kind : read));
        if (reading.failure() == null) {
            json.name("value").value(reading.show(option));
            // what Java tells has no bytes
            if (reading.bytes() != null) bytes(option, reading.bytes());
        } else {
            json.name("error").value(reading.failure().name());
        }
        json.endObject();
    }

    private void bytes(SocketOption option, byte[] bytes) throws IOException {
        Long number = option.value().number(bytes);
        if (number != null) json.name("number").value(number);
        json.name("bytes").value(HexFormat.of().formatHex(bytes));
    }

    List<String> lines() throws IOException {
        json.endArray();
        json.close();
        return text.toString().lines().toList();
    }
}
