package sockets.sniffer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.common.console.Console;
import sockets.sniffer.fields.FrameFields;
import sockets.sniffer.file.Frame;

/**
 * A JSON document: an array with an object on a line for each packet. The comma stands before an
 * object, not behind the one before it, so that a line is whole as soon as its packet is there.
 */
final class JsonDisplay implements Display {
    private final Console console;
    private final boolean lineBuffered;
    private final FrameFields fields = new FrameFields();
    private final Bytes text = new Bytes();
    private final JsonWriter json = new JsonWriter(text);
    private final SmallHeap heap = new SmallHeap();

    JsonDisplay(Console console, boolean lineBuffered) throws IOException {
        this.console = console;
        this.lineBuffered = lineBuffered;
        json.beginArray();
        endLine();
    }

    @Override
    public void show(Frame frame) throws IOException {
        fields.write(frame, json);
        endLine();
        if (lineBuffered) console.flush();
        heap.watch();
    }

    private void endLine() throws IOException {
        json.flush();
        text.write('\n');
        console.lines(text.bytes, text.length);
        text.length = 0;
    }

    @Override
    public void flush() {
        console.flush();
    }

    @Override
    public void end() throws IOException {
        json.endArray();
        endLine();
    }

    /** What was written, in UTF-8 and with no object made for it. */
    private static final class Bytes extends Writer {
        private byte[] bytes = new byte[8192];
        private int length;

        @Override
        public void write(int character) {
            if (character < 0x80) {
                room(1);
                bytes[length++] = (byte) character;
            } else {
                encode(String.valueOf((char) character));
            }
        }

        @Override
        public void write(String text, int from, int count) {
            room(count);
            for (int i = 0; i < count; i++) {
                char character = text.charAt(from + i);
                if (character >= 0x80) {
                    encode(text.substring(from + i, from + count));
                    return;
                }
                bytes[length++] = (byte) character;
            }
        }

        @Override
        public void write(char[] text, int from, int count) {
            write(new String(text, from, count), 0, count);
        }

        private void encode(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            room(encoded.length);
            System.arraycopy(encoded, 0, bytes, length, encoded.length);
            length += encoded.length;
        }

        private void room(int count) {
            if (length + count > bytes.length) bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }

        @Override
        public void flush() {
            // the bytes are taken from here
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
