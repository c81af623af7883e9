package sockets.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.harness.check.Tasks.Task;

/** What a thread waited for a processor. */
class TasksTest {
    @Test
    void aWaitCountsBeforeItHasEnded() {
        Task before = new Task(1_000, 5_000, false);
        assertEquals(300, new Task(1_200, 5_300, false).waitedSince(before, 9_000));
        // in the queue still: the kernel has not counted this wait
        assertEquals(8_800, new Task(1_200, 5_300, true).waitedSince(before, 9_000));
    }

    /** Two loops on one processor: one of them waits, and is not slow for it. */
    @Test
    @Timeout(120)
    void whatTheServerWaitsForAProcessorDoesNotMakeItSlow() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "not Linux");
        Process loop = loop();
        Process server = loop();
        try {
            Waits waits = new Waits(() -> List.of(server.pid()));
            Lap lap = new Lap(waits);
            long start = System.nanoTime();
            while (waits.soFar() == 0) waits.look();
            assertTrue(lap.seconds() < 1e-9 * (System.nanoTime() - start));
        } finally {
            loop.destroyForcibly();
            server.destroyForcibly();
        }
    }

    private static Process loop() throws IOException {
        return new ProcessBuilder("taskset", "-c", "0", "sh", "-c", "while :; do :; done").start();
    }
}
