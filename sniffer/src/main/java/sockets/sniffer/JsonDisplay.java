package sockets.sniffer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import sockets.common.console.Console;
import sockets.sniffer.fields.FrameFields;
import sockets.sniffer.file.Frame;

/** A JSON document: an array with an object on a line for each packet. */
final class JsonDisplay implements Display {
    private final Console console;
    private final boolean lineBuffered;
    private final FrameFields fields = new FrameFields();
    private String before;

    JsonDisplay(Console console, boolean lineBuffered) {
        this.console = console;
        this.lineBuffered = lineBuffered;
        console.line("[");
    }

    @Override
    public void show(Frame frame) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            fields.write(frame, json);
        }
        if (before != null) console.line(before + ",");
        before = text.toString();
        if (lineBuffered) console.flush();
    }

    @Override
    public void end() {
        if (before != null) console.line(before);
        console.line("]");
    }
}
