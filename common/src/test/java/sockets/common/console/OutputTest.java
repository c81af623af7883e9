package sockets.common.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.text.Reason;

@Timeout(600)
class OutputTest {
    @Test
    void aSingleLineLeavesAtOnce() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new Output(stream, false, StandardCharsets.UTF_8).line("año");
        assertEquals("año\n", stream.toString(StandardCharsets.UTF_8));
    }

    @Test
    void manyLinesLeaveInBlocksAndInOrder() {
        AtomicInteger writes = new AtomicInteger();
        ByteArrayOutputStream stream =
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        writes.incrementAndGet();
                        super.write(bytes, from, length);
                    }
                };
        Output output = new Output(stream, false, StandardCharsets.UTF_8);
        StringBuilder expected = new StringBuilder();
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            output.line("line " + i);
            expected.append("line ").append(i).append('\n');
        }
        output.flush();
        assertEquals(expected.toString(), stream.toString(StandardCharsets.UTF_8));
        // one for each full block of 32 KiB, and one in 20 ms, however long it takes
        long millis = (System.nanoTime() - start) / 1_000_000;
        long most = expected.length() / 32_000 + millis / 19 + 2;
        assertTrue(writes.get() <= most, writes + " writes in " + millis + " ms");
    }

    @Test
    void theLastLinesOfABurstFollowByThemselves() throws Exception {
        CountDownLatch last = new CountDownLatch(1);
        OutputStream stream =
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        if (value == '!') last.countDown();
                    }
                };
        Output output = new Output(stream, false, StandardCharsets.UTF_8);
        output.line("first");
        output.line("last!");
        assertTrue(last.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aLineLongerThanABlockStaysWhole() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Output output = new Output(stream, false, StandardCharsets.UTF_8);
        output.line("a");
        output.line("x".repeat(100_000));
        output.line("b");
        output.flush();
        assertEquals("a\n" + "x".repeat(100_000) + "\nb\n", stream.toString());
    }

    /** A pipe whose reader has gone. */
    private static Output broken() {
        OutputStream stream =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        return new Output(stream, true, StandardCharsets.UTF_8);
    }

    @Test
    void aReaderThatGoesAwayStopsTheProgramOnce() throws Exception {
        Output output = broken();
        Semaphore stops = new Semaphore(0);
        output.whenClosed(stops::release);
        output.line("one");
        output.line("two");
        assertTrue(stops.tryAcquire(10, TimeUnit.SECONDS));
        output.line("three");
        assertEquals(0, stops.availablePermits());
    }

    @Test
    void theStopMayWaitForOneWhoPrints() throws Exception {
        Output output = broken();
        CountDownLatch printed = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        output.whenClosed(
                () -> {
                    try {
                        if (printed.await(10, TimeUnit.SECONDS)) stopped.countDown();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        output.line("one");
        output.flush();
        printed.countDown();
        assertTrue(stopped.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aFullDiskIsAFailureAndAReaderThatHasGoneIsNone() {
        Output output = broken();
        output.line("one");
        assertNull(output.failure());
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        Output lost = new Output(full, true, StandardCharsets.UTF_8);
        lost.line("one");
        assertEquals(Reason.ENOSPC, lost.failure().reason());
    }
}
