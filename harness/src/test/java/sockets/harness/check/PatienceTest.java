package sockets.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import sockets.common.console.Console;
import sockets.common.text.Texts;

/** What {@code --patience} gives. */
class PatienceTest {
    @Command(name = "check")
    static final class Check {
        @Mixin private CheckOptions options;
    }

    private static CheckOptions options(String... words) {
        Check check = new Check();
        new CommandLine(check).parseArgs(words);
        return check.options;
    }

    /** True if a probe is given more than twelve seconds; the usual is eight. */
    private static boolean isLong(String... words) throws Exception {
        CheckOptions options = options(words);
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console console = new Console("check", new Texts("en"), nowhere, nowhere);
        AtomicBoolean longer = new AtomicBoolean();
        Probe probe =
                new Probe(
                        "X1",
                        "is asked",
                        1,
                        deadline -> {
                            longer.set(deadline.orIn(12) != deadline);
                            return Verdict.pass();
                        });
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);
        new Checker(console, options, nobody, null, new Pace(options.patience()))
                .run(List.of(probe), deadline -> true);
        return longer.get();
    }

    @Test
    void aProbeIsGivenSoManyTimesAsMuch() throws Exception {
        assertFalse(isLong());
        assertTrue(isLong("--patience", "3"));
    }

    @Test
    void silenceIsBelievedLater() {
        assertEquals(3 * new Pace(1).patience(), new Pace(3).patience());
        Pace slow = new Pace(2);
        slow.saw(0.5);
        Pace usual = new Pace(1);
        usual.saw(0.5);
        assertEquals(2 * usual.slowness(), slow.slowness());
        assertEquals(usual.atOnce(), slow.atOnce(), "what is judged is no matter of patience");
    }

    @Test
    void onlyOneToTenIsTaken() {
        assertEquals(1, options().patience());
        for (String value : List.of("0", "11", "-1", "x", "1.5"))
            assertThrows(ParameterException.class, () -> options("--patience", value), value);
    }
}
