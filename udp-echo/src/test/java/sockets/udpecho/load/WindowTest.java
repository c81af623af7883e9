package sockets.udpecho.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.udpecho.load.Window.Kind;

class WindowTest {
    private static final long LOSS = 200;

    private final Window window = new Window(3, 1, 2, LOSS);

    private long send(long now) {
        long number = window.next();
        window.sent(now, now);
        return number;
    }

    @Test
    void anAnswerMakesRoomForTheNext() {
        long first = send(10);
        long second = send(20);
        assertFalse(window.hasRoom());
        assertEquals(Kind.ANSWER, window.answer(second, 30));
        assertEquals(20, window.begin(second));
        assertTrue(window.hasRoom());
        assertFalse(window.isEmpty());
        assertEquals(Kind.ANSWER, window.answer(first, 40));
        assertTrue(window.isEmpty());
    }

    @Test
    void noNumberComesTwiceNorInTwoSockets() {
        Window other = new Window(3, 2, 2, LOSS);
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            long number = send(i);
            assertTrue(numbers.add(number));
            window.answer(number, i);
            assertEquals(Kind.UNKNOWN, other.answer(number, i));
            assertTrue(numbers.add(other.next()));
            other.sent(i, i);
            other.answer(other.next(), i);
            other.expire(i + LOSS + 1);
        }
    }

    @Test
    void aSecondAnswerIsADuplicateEvenAfterTheNextRequest() {
        long number = send(0);
        assertEquals(Kind.ANSWER, window.answer(number, 1));
        assertEquals(Kind.DUPLICATE, window.answer(number, 2));
        long next = send(3);
        assertEquals(Kind.DUPLICATE, window.answer(number, 4));
        assertEquals(Kind.ANSWER, window.answer(next, 5));
    }

    @Test
    void whatWaitedTooLongIsLostAndItsAnswerLateOnce() {
        long number = send(0);
        assertEquals(0, window.expire(LOSS));
        assertEquals(1, window.expire(LOSS + 1));
        assertTrue(window.isEmpty());
        send(LOSS + 2);
        assertEquals(Kind.LATE, window.answer(number, LOSS + 3));
        assertEquals(Kind.DUPLICATE, window.answer(number, LOSS + 4));
    }

    @Test
    void anAnswerThatComesTooLateBeforeItsRequestIsGivenUp() {
        long number = send(0);
        assertEquals(Kind.OVERDUE, window.answer(number, LOSS + 1));
        assertTrue(window.isEmpty());
        assertEquals(0, window.expire(LOSS + 2));
    }

    @Test
    void aLostRequestDoesNotBlockTheOthers() {
        send(0);
        for (int i = 0; i < 100; i++) assertEquals(Kind.ANSWER, window.answer(send(i), i));
    }

    @Test
    void numbersThatWereNeverSentAreUnknown() {
        assertEquals(Kind.UNKNOWN, window.answer(window.next(), 0));
        long number = send(0);
        assertEquals(Kind.UNKNOWN, window.answer(number + 1, 1));
        assertEquals(Kind.UNKNOWN, window.answer(number + 3 * 2, 1));
        assertEquals(Kind.UNKNOWN, window.answer(-1, 1));
        assertEquals(Kind.UNKNOWN, window.answer(Long.MAX_VALUE, 1));
        assertEquals(Kind.UNKNOWN, window.answer(1, 1));
        assertEquals(Kind.ANSWER, window.answer(number, 1));
    }
}
