package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static byte[] bytes(Message message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < message.size()) {
            ByteBuffer slice = message.slice(all.size(), Message.BLOCK);
            all.write(slice.array(), slice.arrayOffset(), slice.remaining());
        }
        return all.toByteArray();
    }

    @Test
    void aGeneratedMessageIsWhatItIsComparedWith() {
        Message message = Message.generated(300_001);
        byte[] bytes = bytes(message);
        assertEquals(300_001, bytes.length);
        assertEquals(-1, message.mismatch(0, ByteBuffer.wrap(bytes)));
        assertEquals(-1, message.mismatch(100_000, ByteBuffer.wrap(bytes, 100_000, 65_000)));
    }

    @Test
    void everySliceIsTheSameStream() {
        Message message = Message.generated(400_000);
        byte[] whole = bytes(message);
        for (int at = 0; at < 300_000; at += 997) {
            ByteBuffer slice = message.slice(at, Message.BLOCK);
            assertEquals(ByteBuffer.wrap(whole, at, slice.remaining()), slice, "from " + at);
        }
    }

    @Test
    void aChangedLostOrSwappedByteIsFound() {
        Message message = Message.generated(200_000);
        byte[] bytes = bytes(message);
        bytes[150_000] ^= 1;
        assertEquals(150_000, message.mismatch(0, ByteBuffer.wrap(bytes)));
        bytes = bytes(message);
        System.arraycopy(bytes, 1024, bytes, 2048, 1024);
        assertEquals(true, message.mismatch(0, ByteBuffer.wrap(bytes)) >= 2048);
    }

    @Test
    void whatComesTooMuchIsFound() {
        Message message = Message.generated(10);
        assertEquals(
                10,
                message.mismatch(
                        0, ByteBuffer.wrap((new String(bytes(message)) + "x").getBytes())));
    }
}
