package sockets.common.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteQueueTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1 << 20})
    void keepsTheOrderWhateverIsAddedAndTakenInBetween(int keep) {
        Random random = new Random(862);
        byte[] all = new byte[3_000_000];
        random.nextBytes(all);
        ByteQueue queue = new ByteQueue(1 << 20, keep);
        ByteBuffer in = ByteBuffer.allocate(all.length);
        int added = 0;
        while (in.hasRemaining()) {
            int more = Math.min(all.length - added, random.nextInt(200_000));
            if (random.nextBoolean()) queue.add(ByteBuffer.wrap(all, added, more));
            else queue.add(Arrays.copyOfRange(all, added, added + more), more);
            added += more;
            assertEquals(added - in.position(), queue.size());
            ByteBuffer first = queue.first();
            int taken = random.nextInt(first.remaining() + 1);
            in.put(first.limit(first.position() + taken));
            queue.written();
        }
        assertTrue(queue.isEmpty());
        assertArrayEquals(all, in.array());
    }

    @Test
    void nothingIsNothing() {
        ByteQueue queue = new ByteQueue(1 << 20, 0);
        queue.add(ByteBuffer.allocate(0));
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.first().remaining());
        queue.written();
        assertTrue(queue.isEmpty());
    }

    @Test
    void asLongAsItFitsTheSameMemoryServes() {
        ByteQueue queue = new ByteQueue(1 << 20, 1000);
        byte[] line = new byte[100];
        byte[] memory = null;
        for (int turn = 0; turn < 20; turn++) {
            for (int i = 0; i < 10; i++) queue.add(line, line.length);
            ByteBuffer first = queue.first();
            // 700 are taken, and the rest in the next turn
            first.position(first.position() + 700);
            queue.written();
            assertEquals(300, queue.size());
            first = queue.first();
            if (memory != null) assertSame(memory, first.array());
            memory = first.array();
            first.position(first.limit());
            queue.written();
        }
        // more than that is let go of
        queue.add(new byte[2000], 2000);
        ByteBuffer much = queue.first();
        much.position(much.limit());
        queue.written();
        queue.add(line, line.length);
        assertTrue(queue.first().capacity() <= 1000);
    }
}
