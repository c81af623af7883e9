package sockets.udpecho;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the client sends: the user's words, or letters made up to a size. */
public final class Payload {
    /** Longest payload of a datagram over IPv4: 65535 - 20 (IP header) - 8 (UDP header). */
    public static final int MAX = 65507;

    private Payload() {}

    /**
     * A message of a size that can be told from the others of a run: its number, then the alphabet.
     */
    public static byte[] generated(long number, int size) {
        byte[] start = (number + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[size];
        for (int i = 0; i < size; i++)
            message[i] = i < start.length ? start[i] : (byte) ('a' + (number + i) % 26);
        return message;
    }

    /** True if an answer is a message, perhaps with a prefix that the server put before it. */
    public static boolean endsWith(ByteBuffer answer, byte[] message) {
        int extra = answer.remaining() - message.length;
        if (extra < 0 || message.length == 0) return extra == 0;
        return answer.slice(answer.position() + extra, message.length)
                .equals(ByteBuffer.wrap(message));
    }

    /** True if an answer is a message unchanged. */
    public static boolean equals(ByteBuffer answer, byte[] message) {
        return answer.remaining() == message.length && endsWith(answer, message);
    }
}
