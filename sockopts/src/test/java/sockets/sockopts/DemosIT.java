package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Tools;

/** The experiments with addresses, buffers, waiting and TCP, as their user runs them. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class DemosIT {
    private static final String DEMOS =
            """
            SO_REUSEADDR;  1   1   0
            SO_REUSEPORT;  100 connections, accepted by the four: [
            SO_RCVBUF;     the smallest buffer kept
            SO_SNDBUF;     with the small buffer
            SO_LINGER;     with {on, 0} recv gave -1 ECONNRESET
            SO_KEEPALIVE;  -1 ETIMEDOUT after
            TCP_KEEPIDLE;  the silent peer answered a probe
            TCP_NODELAY;   two writes, Nagle's algorithm on:
            TCP_QUICKACK;  with it the shortest of 20 took
            TCP_CORK;      never uncorked, the data arrived after
            SO_BROADCAST;  without the option sendto gave -1 EACCES
            SO_ERROR;      closed port, two readings of SO_ERROR: ECONNREFUSED, 0
            SO_RCVTIMEO;   accept gave -1 EAGAIN after
            SO_SNDTIMEO;   connect without an answer gave -1 EINPROGRESS after
            SO_RCVLOWAT;   with 10 there poll told it, and recv returned with 10
            SO_OOBINLINE;  with it, in the stream: [abc, !def]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = DEMOS)
    void theEffectIsSeen(String option, String measured) throws Exception {
        seen(Run.inside("demo", option, "--lang", "en"), measured);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = DEMOS)
    void theEffectIsSeenWithoutPrivileges(String option, String measured) throws Exception {
        Tools.needRoot();
        Tools.need("setpriv");
        List<String> command = Run.jar("demo", option, "--lang", "en");
        try (Run run = Run.of(Tools.asNobody(command), Map.of())) {
            seen(new Run.Done(run.exit(), run.out(), run.err()), measured);
        }
    }

    private static void seen(Run.Done run, String measured) {
        String out = String.join("\n", run.out());
        assertEquals(List.of(), run.err(), out);
        assertTrue(out.contains("yes: " + measured), out);
        assertTrue(out.contains("The effect was seen"), out);
        assertEquals(0, run.exit(), out);
    }

    @Test
    void speaksSpanish() throws Exception {
        String out = text("SO_BROADCAST", "es");
        assertTrue(out.contains("Lo que debería pasar:"), out);
        assertTrue(out.contains("sí: sin la opción sendto dio -1 EACCES"), out);
        assertTrue(out.contains("Se vio el efecto (2 de 2 como se esperaba)."), out);
    }

    @Test
    void reuseAddressIsAskedOfTheOldAndOfTheNewServer() throws Exception {
        String out = text("SO_REUSEADDR", "en");
        for (String row : List.of("0   0   -1", "0   1   -1", "1   0   -1"))
            assertTrue(out.contains("yes: " + row + " EADDRINUSE"), out);
        assertTrue(out.contains("yes: 1   1   0"), out);
        assertEquals(4, out.lines().filter(line -> line.matches(".*tcp.: .* TIME_WAIT")).count());
    }

    @Test
    void reusePortSpreadsEveryConnection() throws Exception {
        String out = text("SO_REUSEPORT", "en");
        Matcher four = find("by the four: \\[(\\d+), (\\d+), (\\d+), (\\d+)]", out);
        int sum = 0;
        for (int i = 1; i <= 4; i++) sum += Integer.parseInt(four.group(i));
        assertEquals(100, sum, out);
    }

    @Test
    void eachDatagramArrivesOrIsCountedAsThrownAway() throws Exception {
        String out = text("SO_RCVBUF", "en");
        int kept = Integer.parseInt(find("smallest buffer kept (\\d+) of 100", out).group(1));
        assertTrue(out.contains("thrown away by the kernel: " + (100 - kept) + " "), out);
    }

    @Test
    void tenWritesAreOneSegmentUnderTheCork() throws Exception {
        String out = text("TCP_CORK", "en");
        assertTrue(out.contains("segments with data so far: 0 "), out);
        assertTrue(out.contains("recv(1000, MSG_DONTWAIT) = 100"), out);
    }

    private static String text(String option, String language) {
        return String.join("\n", Run.inside("demo", option, "--lang", language).out());
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher;
    }
}
