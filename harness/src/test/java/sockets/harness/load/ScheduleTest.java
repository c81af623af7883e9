package sockets.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    /** A moment like those of System.nanoTime(), which may be negative. */
    private static final long START = -5_000_000;

    @Test
    void requestsAreDueAtEqualDistancesAndGoToTheConnectionsInTurn() {
        Schedule schedule = new Schedule(START, 1000, 3);
        for (int i = 0; i < 7; i++) {
            long moment = START + i * 1_000_000L;
            assertEquals(moment, schedule.moment());
            assertFalse(schedule.isDue(moment - 1));
            assertTrue(schedule.isDue(moment));
            assertEquals(moment, schedule.moment(i % 3, i / 3));
            assertEquals(i % 3, schedule.take());
        }
    }

    @Test
    void anHourLaterTheMomentsAreStillExact() {
        Schedule schedule = new Schedule(0, 3, 1);
        assertEquals(3_600_000_000_000L, schedule.moment(0, 3 * 3600));
    }
}
