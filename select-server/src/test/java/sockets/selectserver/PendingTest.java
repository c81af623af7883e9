package sockets.selectserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingTest {
    @Test
    void keepsTheOrderWhateverIsAddedAndTakenInBetween() throws Exception {
        Random random = new Random(862);
        byte[] all = new byte[3_000_000];
        random.nextBytes(all);
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress("127.0.0.1", 0));
            try (SocketChannel writer = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel reader = listener.accept()) {
                writer.configureBlocking(false);
                Pending pending = new Pending();
                ByteBuffer in = ByteBuffer.allocate(all.length);
                int added = 0;
                while (in.hasRemaining()) {
                    int more = Math.min(all.length - added, random.nextInt(200_000));
                    pending.add(ByteBuffer.wrap(all, added, more));
                    added += more;
                    int before = pending.size();
                    int asked = pending.asked();
                    int taken = pending.writeTo(writer);
                    assertTrue(taken <= asked);
                    assertEquals(before - taken, pending.size());
                    if (taken > 0) reader.read(in);
                }
                assertTrue(pending.isEmpty());
                assertArrayEquals(all, in.array());
            }
        }
    }

    @Test
    void nothingIsNothing() {
        Pending pending = new Pending();
        pending.add(ByteBuffer.allocate(0));
        assertTrue(pending.isEmpty());
        assertEquals(0, pending.asked());
    }
}
