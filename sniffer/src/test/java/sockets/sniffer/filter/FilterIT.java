package sockets.sniffer.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.sniffer.Traffic;
import sockets.sniffer.file.CaptureReader;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/** The same filter here and in tcpdump: the same program, and the same verdicts. */
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class FilterIT {
    private static final int EXPRESSIONS = 1000;

    /** Of one in so many the whole program is compared, too. */
    private static final int PROGRAMS = 5;

    private static final FrameShape ETHERNET = FrameShape.of(LinkType.EN10MB);

    @TempDir static Path folder;
    private static Path capture;

    @BeforeAll
    static void capture() throws IOException {
        Tools.need("tcpdump");
        capture = folder.resolve("traffic.pcap");
        // a third of the frames is cut somewhere
        Traffic.write(capture, 2000, new Traffic(11, 33, 64));
    }

    @Test
    void aThousandRandomFiltersGiveTheSameProgramsAndVerdicts() throws Exception {
        RandomFilter random = new RandomFilter(20261122);
        List<Callable<Boolean>> checks = new ArrayList<>();
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = random.next();
            boolean program = i % PROGRAMS == 0;
            checks.add(() -> isFilter(expression, program));
        }
        int right = 0;
        ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Future<Boolean> check : cores.invokeAll(checks)) if (check.get()) right++;
        } finally {
            cores.shutdown();
        }
        assertTrue(right > EXPRESSIONS * 9 / 10, "only " + right + " were filters");
    }

    /** Compares with tcpdump; true if the expression is a filter. */
    private static boolean isFilter(String expression, boolean program) throws Exception {
        Filter filter;
        try {
            filter = Filter.compile(expression, ETHERNET);
        } catch (FilterException e) {
            Run refused = Run.of("tcpdump", "-O", "-d", "-y", "EN10MB", "--", expression);
            assertTrue(refused.exit() != 0, "refused here only: " + expression + ": " + e);
            return false;
        }
        if (program) {
            Run tcpdump = Run.of("tcpdump", "-O", "-d", "-y", "EN10MB", "--", expression);
            assertEquals(tcpdump.out(), filter.lines(), expression);
        }
        assertEquals(accepted(expression), accepted(filter), expression);
        return true;
    }

    /** The times of the frames that tcpdump takes: each frame has its own. */
    private static List<String> accepted(String expression) throws Exception {
        Path taken = Files.createTempFile(folder, "taken", ".pcap");
        Process process =
                new ProcessBuilder(
                                "tcpdump",
                                "-O",
                                "-r",
                                capture.toString(),
                                "-w",
                                taken.toString(),
                                "--",
                                expression)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        List<String> times = times(taken, Filter.ALL);
        Files.delete(taken);
        return times;
    }

    private static List<String> accepted(Filter filter) throws IOException {
        return times(capture, filter);
    }

    private static List<String> times(Path file, Filter filter) throws IOException {
        List<String> times = new ArrayList<>();
        Frame frame = new Frame();
        try (CaptureReader reader = CaptureReader.open(Files.newInputStream(file), null)) {
            while (reader.next(frame))
                if (filter.accepts(frame)) times.add(frame.seconds() + "." + frame.nanos());
        }
        return times;
    }

    @Test
    void theCommandPrintsWhatTcpdumpPrints() throws Exception {
        String expression = "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not net 10.0.0.0/8";
        List<String> expected = Run.of("tcpdump", "-O", "-d", "-y", "EN10MB", expression).out();
        Run.Done run = Run.inside("filter", expression);
        assertEquals(expected, run.out());
        assertEquals(0, run.exit());
    }

    @Test
    void aWrongFilterIsWrongUsage() throws Exception {
        Run.Done run = Run.inside("filter", "tcp", "prt", "80");
        assertEquals(2, run.exit());
        assertEquals("sniffer: filter: syntax error at tcp >>prt<< 80", run.err().get(0));
    }
}
