package sockets.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

class MeterTest {
    private static final long WARM_UP = 1000;
    private static final long MEASURED = 10_000;

    /** A moment like those of System.nanoTime(), which may be negative. */
    private static final long START = -5_000_000;

    private final List<Failure> told = new ArrayList<>();
    private final Meter meter =
            new Meter(
                    7,
                    WARM_UP,
                    MEASURED,
                    new Meter.Watcher() {
                        @Override
                        public void progress(Meter meter, long now) {
                            // nothing to watch here
                        }

                        @Override
                        public void failed(Failure failure) {
                            told.add(failure);
                        }
                    });

    private void measureFrom(long start) {
        meter.begin(start);
        assertTrue(meter.tick(start + WARM_UP));
        assertEquals(Meter.Phase.MEASURING, meter.phase());
    }

    private void waits(long begin, long nanos) {
        meter.waitBegins(begin);
        meter.waitEnds(begin + nanos);
    }

    @Test
    void whatHappensInTheWarmUpDoesNotCount() {
        meter.begin(START);
        assertFalse(meter.answered(100));
        meter.lost();
        meter.late();
        meter.duplicate();
        waits(START, 500);
        assertTrue(meter.tick(START + WARM_UP - 1));
        assertEquals(Meter.Phase.WARM_UP, meter.phase());
        assertTrue(meter.tick(START + WARM_UP));
        meter.finish(START + WARM_UP + MEASURED);
        LoadRow row = meter.row();
        assertEquals(new LoadRow(7, 0, 0, MEASURED, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), row);
    }

    @Test
    void requestsAreCountedUntilTheTimeIsOver() {
        measureFrom(START);
        long begin = START + WARM_UP;
        for (int latency = 1; latency <= 100; latency++) assertTrue(meter.answered(latency));
        meter.connectionAnswered();
        waits(begin, MEASURED / 4);
        assertTrue(meter.tick(begin + MEASURED - 1));
        assertFalse(meter.tick(begin + 2 * MEASURED));
        LoadRow row = meter.row();
        assertEquals(
                new LoadRow(7, 1, 100, 2 * MEASURED, 50, 90, 99, 100, 0, 0, 0, 0, 0, 0.875), row);
        assertEquals(100 / 2e-5, row.requestsPerSecond(), 1e-3);
        assertEquals(100 / 2e-5 * 64 / 1e6, row.megabytesPerSecond(64), 1e-9);
    }

    @Test
    void aWaitEndsWithTheFirstThatIsReady() {
        measureFrom(START);
        long begin = START + WARM_UP;
        meter.waitBegins(begin);
        assertTrue(meter.isWaiting());
        meter.waitEnds(begin + MEASURED / 4);
        assertFalse(meter.isWaiting());
        meter.waitEnds(begin + MEASURED / 2);
        meter.finish(begin + MEASURED);
        assertEquals(0.75, meter.row().busyShare());
    }

    @Test
    void whatTimeOvertookIsAmongTheLatenciesOnly() {
        measureFrom(START);
        meter.answered(10);
        meter.finish(START + WARM_UP + MEASURED);
        assertFalse(meter.answered(20));
        meter.unanswered(30);
        waits(START, MEASURED);
        LoadRow row = meter.row();
        assertEquals(1, row.requests());
        assertEquals(30, row.max());
        assertEquals(20, row.p50());
        assertEquals(1, row.unanswered());
        assertEquals(1, row.busyShare());
    }

    @Test
    void errorsAlwaysCountAndTheFirstIsTold() {
        Failure first = new Failure("read", "x", Reason.EOF, "");
        meter.error(first);
        measureFrom(START);
        meter.error(new Failure("read", "y", Reason.ECONNRESET, ""));
        assertEquals(2, meter.row().errors());
        assertEquals(List.of(first), told);
    }

    @Test
    void aStopEndsEveryPhase() {
        measureFrom(START);
        meter.answered(10);
        meter.stop();
        assertFalse(meter.tick(START + WARM_UP + 5));
        assertEquals(5, meter.row().nanos());
        assertEquals(1, meter.row().requests());
    }

    @Test
    void aStopWhileConnectingLeavesNothingMeasured() {
        meter.stop();
        assertFalse(meter.tick(START));
        assertEquals(0, meter.row().requestsPerSecond());
    }
}
