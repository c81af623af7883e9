package sockets.traceroute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a probe carries, so that it is known again when it is quoted: a number of this trace that
 * nobody can guess, and its own number.
 *
 * <pre>
 *  0             4              8                8 + padding
 * +-------------+--------------+----------------+
 * |    trace    | probe number | letters        |
 * +-------------+--------------+----------------+
 * </pre>
 */
final class Token {
    static final int SIZE = 8;

    static final int NOT_OURS = -2;

    private final int trace = random() | 1;

    /** Four bytes of the kernel: SecureRandom would take as long as the trace to load. */
    private static int random() {
        try (InputStream in = Files.newInputStream(Path.of("/dev/urandom"))) {
            return ByteBuffer.wrap(in.readNBytes(4)).getInt();
        } catch (IOException e) {
            return Long.hashCode(System.nanoTime() * ProcessHandle.current().pid());
        }
    }

    /** The identifier of ICMP echoes where the kernel does not choose it. */
    int identifier() {
        return trace >>> 16;
    }

    /** Where the sequence numbers of TCP begin. */
    int sequence() {
        return trace;
    }

    /** So many bytes; without the numbers if there is no room for them. */
    byte[] payload(int number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) ('@' + i % 63);
        if (length >= SIZE) ByteBuffer.wrap(bytes).putInt(trace).putInt(number);
        return bytes;
    }

    /** The number of a probe, -1 if too little is there, -2 if this is not one of ours. */
    int number(ByteBuffer payload) {
        if (payload.remaining() < SIZE) return -1;
        int at = payload.position();
        // what a router did not quote it may fill up with zeros
        if (payload.getLong(at) == 0) return -1;
        if (payload.getInt(at) != trace) return NOT_OURS;
        int number = payload.getInt(at + 4);
        return number < 0 ? NOT_OURS : number;
    }
}
