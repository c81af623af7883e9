package sockets.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
            in.put(first.limit(taken));
            queue.remove(taken);
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
    }
}
