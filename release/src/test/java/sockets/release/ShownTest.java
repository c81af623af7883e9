package sockets.release;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShownTest {
    private static boolean isSame(String shown, String actual) {
        return new Shown(shown).matches(actual);
    }

    @Test
    void numbersMayDiffer() {
        assertTrue(isSame("4 bytes time=0.214 ms", "4 bytes time=12 ms"));
        assertFalse(isSame("4 bytes time=0.214 ms", "4 bytes"));
    }

    @Test
    void whatCheckCountsMayNot() {
        assertTrue(isSame("8 passed, 1 failed, 1 noted", "8 passed, 1 failed, 1 noted"));
        assertFalse(isSame("8 passed, 1 failed, 1 noted", "7 passed, 2 failed, 1 noted"));
    }

    @Test
    void columnsMayBeWider() {
        assertTrue(isSame("|--- ACK seq 1 ---->|    a", "  |-- ACK seq 10 --->|  a"));
    }

    @Test
    void dotsStandForAnyText() {
        assertTrue(isSame("hint: ... (or ...)", "hint: a b (or c)"));
        assertFalse(isSame("hint: ... b", "hint: a"));
    }

    @Test
    void aPromptMayStandBefore() {
        assertTrue(isSame("4 bytes", "> 4 bytes"));
        assertTrue(isSame("4 bytes", "> > 4 bytes"));
    }

    @Test
    void coloursDoNotCount() {
        assertTrue(isSame("red", Terminal.plain("\u001B[31mred\u001B[0m\u001B]0;title\u0007")));
    }
}
