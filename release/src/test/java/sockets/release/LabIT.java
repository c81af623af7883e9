package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;

/** The laboratory of docs/lab, as root and as a user without any privilege. */
@Timeout(600)
class LabIT {
    private static final Path LAB = DocumentsIT.ROOT.resolve("docs/lab/lab");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    // in a folder of its own below the one that everybody may write to
    private final Path folder =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "lab-test-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet());
    private boolean asNobody;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoHostsTalkUntilTheWayIsBroken(boolean asNobody) throws InterruptedException {
        need(asNobody, "nft");
        try {
            lab("hosts", "--no-shell").awaitOut("pc2     10.0.0.2  fd00::2");
            Run server = program("pc1", "udp-echo", "server", "--bind", "0.0.0.0");
            server.awaitOut("bound to udp 0.0.0.0:3500");

            List<String> client = List.of("client", "10.0.0.1", "--connect", "-m", "hola");
            program("pc2", "udp-echo", client).awaitOut("4 bytes from 10.0.0.1:3500: \"hola\"");
            assertEquals(0, lab("break", "reject").exit());
            program("pc2", "udp-echo", client).awaitErr("Connection refused");
            assertEquals(0, lab("mend").exit());
            assertEquals(0, program("pc2", "udp-echo", client).exit());
            server.awaitOut("#2 ");

            assertEquals(0, lab("down").exit());
            assertTrue(server.out().get(2).startsWith("#2 "), "ended with the lab");
            assertGone();
        } finally {
            lab("down").exit();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPathOfRoutersIsTraced(boolean asNobody) throws InterruptedException {
        need(asNobody, "ip");
        try {
            lab("routers", "3", "--no-shell").awaitOut("server  10.0.4.2");
            List<String> hops = program("client", "traceroute", "-q", "1", "server").out();
            assertEquals(
                    List.of("r1 (10.0.1.2)", "r2 (10.0.2.2)", "r3 (10.0.3.2)", "server (10.0.4.2)"),
                    hops.stream().skip(1).map(hop -> hop.split("  ")[1]).toList());
            Path lesson = Lesson.of("traceroute", "es", "Traceroute").path();
            List<String> words = new ArrayList<>(List.of("run", "client", Run.java(), "-cp"));
            words.add(DocumentsIT.ROOT.resolve("dist/traceroute.jar").toString());
            words.addAll(List.of(lesson.toString(), "10.0.4.2"));
            List<String> same = lab(words.toArray(String[]::new)).out();
            assertEquals(
                    List.of("1  10.0.1.2", "2  10.0.2.2", "3  10.0.3.2", "4  10.0.4.2"),
                    same.stream().skip(1).map(LabIT::firstAddress).toList());
            assertEquals(0, lab("down").exit());
            assertGone();
        } finally {
            lab("down").exit();
        }
    }

    /** The number of a hop of the lesson and its first address; the first probes may be lost. */
    private static String firstAddress(String hop) {
        return hop.replaceAll("^(\\d+)(?:  \\*)*(  \\S+)  .*", "$1$2");
    }

    @Test
    void whatIsNotOfALabStays() throws Exception {
        need(false, "ip");
        Files.createDirectory(folder);
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        try {
            assertEquals(1, lab("hosts", "--no-shell").exit());
            assertEquals(0, lab("down").exit());
            assertTrue(Files.exists(mine));
        } finally {
            Files.deleteIfExists(mine);
            Files.deleteIfExists(folder);
        }
    }

    private void assertGone() throws InterruptedException {
        assertFalse(Files.exists(folder));
        Run run = lab("run", "pc1", "true");
        assertEquals(1, run.exit());
        String lab = asNobody ? Tools.readable(LAB.toString()) : LAB.toString();
        assertEquals(
                "lab: there is no lab; make one: " + lab + " hosts", String.join("", run.err()));
    }

    /** Skips the test unless this user may make namespaces. */
    private void need(boolean asNobody, String tool) throws InterruptedException {
        Tools.needNamespaces();
        Tools.need("nsenter", "setpriv", "flock", tool);
        this.asNobody = asNobody;
        if (!asNobody) return;
        String[] user = {"unshare", "--user", "--map-root-user", "--mount", "--net", "true"};
        assumeTrue(
                run(List.of(user)).exit() == 0, "needs namespaces, which users may not make here");
    }

    private Run program(String host, String name, String... arguments) {
        return program(host, name, List.of(arguments));
    }

    private Run program(String host, String name, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("run", host, Run.java(), "-jar"));
        words.add(DocumentsIT.ROOT.resolve("dist/" + name + ".jar").toString());
        words.addAll(arguments);
        return lab(words.toArray(String[]::new));
    }

    private Run lab(String... arguments) {
        List<String> words = new ArrayList<>(List.of(LAB.toString()));
        words.addAll(List.of(arguments));
        return run(words);
    }

    private Run run(List<String> command) {
        List<String> words = asNobody ? Tools.asNobody(command) : command;
        return Run.of(words, Map.of("LAB_DIR", folder.toString()));
    }
}
