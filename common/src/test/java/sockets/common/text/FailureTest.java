package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Texts TEXTS = new Texts("en");

    @Test
    void aHintThatAsksForWhatIsNotThereIsLeftOut() {
        Failure failure = new Failure("bind", "@name", Reason.EADDRINUSE, "");
        assertEquals("bind @name: Address already in use", failure.line(TEXTS));
        failure.with(3500);
        assertEquals(
                "bind @name: Address already in use (another process has the port (ss -lntup"
                        + " 'sport = :3500' shows it): end it, or try --port 0)",
                failure.line(TEXTS));
    }
}
