package sockets.chat.profile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What tells a message from the next one: TCP is a stream. */
public enum Framing {
    /** LF behind each. */
    LINES,
    /** Its length in bytes before it, a number of 32 bits in network order. */
    LENGTH32;

    /** The bytes of LENGTH32's number. */
    public static final int HEADER = 4;

    /** A text, of several messages if it has several lines, as the bytes that are sent. */
    public byte[] frame(String text) {
        if (this == LINES) return (text + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String message : text.split("\n")) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(HEADER).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
