package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Texts TEXTS = new Texts("en");

    @Test
    void aHintThatAsksForWhatIsNotThereIsLeftOut() {
        Failure failure = new Failure("bind", "@name", Reason.EADDRINUSE, "");
        assertEquals("bind @name: Address already in use", failure.line(TEXTS));
        failure.with(3500, 3501);
        assertEquals(
                "bind @name: Address already in use (another process has the port (sudo ss -lntup"
                        + " 'sport = :3500' shows it): end it, or take another port for server and"
                        + " clients: server --port 3501)",
                failure.line(TEXTS));
    }
}
