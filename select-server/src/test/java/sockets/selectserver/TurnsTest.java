package sockets.selectserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.common.console.Console;
import sockets.common.text.Texts;
import sockets.trace.Call;
import sockets.trace.Result;
import sockets.trace.TimeLine;

/** The rows of the time line, from calls that come at any moment. */
class TurnsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console =
            new Console("test", new Texts("en"), out, new ByteArrayOutputStream());
    private final TimeLine time = new TimeLine(console, 26, 36, 30);
    private final Turns turns = new Turns(time);

    private void call(String name, String socket, Result result) {
        List<Object> none = List.of();
        // a time that fits into its column: a longer one would push the others
        long now = System.nanoTime();
        time.accept(new Call("server", name, socket, "", result, "", "", none, false, now));
    }

    private void read(int bytes) {
        call("read", "#1", Result.of(bytes));
    }

    private void write(int bytes) {
        call("write", "#1", Result.of(bytes));
    }

    /** The rows that were drawn, without their times: the cells. */
    private List<String> drawn() {
        turns.draw();
        console.flush();
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text.lines()
                .map(row -> row.strip().replaceFirst("^\\S+ +", "").replaceAll(" {3,}", " | "))
                .toList();
    }

    @Test
    void turnsAlikeAreOneRow() {
        for (int i = 0; i < 3; i++) {
            call("epoll_wait", "", Result.of(1));
            read(5);
            write(5);
        }
        assertEquals(List.of("#1 read  (3 turns) | #1 read 15, write 15"), drawn());
    }

    @Test
    void aTurnThatIsDrawnHalfGoesOnInAnotherRow() {
        call("epoll_wait", "", Result.of(1));
        read(5);
        assertEquals(List.of("#1 read | #1 read 5 | #1: 5 bytes"), drawn());
        write(5);
        assertEquals(List.of("#1 write | #1 write 5"), drawn());
        call("close", "#1", Result.of(0));
        assertEquals(List.of(), drawn());
    }
}
