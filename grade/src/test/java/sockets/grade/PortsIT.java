package sockets.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** Nobody is judged by another one's server, and nobody's server stays behind. */
@Timeout(600)
class PortsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @BeforeEach
    void python() {
        Tools.need("python3");
    }

    private Run.Done grade(List<String> lines, String... options) throws Exception {
        Path list = Files.write(folder.resolve("list"), lines);
        List<String> words = new ArrayList<>(List.of(list.toString()));
        words.addAll(List.of("-o", folder.resolve("g").toString()));
        words.addAll(List.of("--no-isolation", "--dist", ROOT.resolve("dist").toString()));
        words.addAll(List.of(options));
        return Run.inside(words.toArray(String[]::new));
    }

    private static boolean isFree(String port) throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    @Test
    void groupsWithOneFixedPortTakeTurns() throws Exception {
        String port = Servers.freePort();
        List<String> lines = new ArrayList<>();
        for (String name : List.of("ana", "beto", "caro"))
            lines.add(
                    name
                            + " - "
                            + port
                            + " tcp-echo -- "
                            + Hands.in("tcp-echo", "tcp_servers", "threads")
                                    .replace("{port}", port));
        Run.Done grade = grade(lines, "-j", "3");
        assertEquals(0, grade.exit(), String.join("\n", grade.out()));
    }

    @Test
    void aPortThatSomebodyHasIsNamedAndCostsNothing() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = other.getLocalPort();
            Run.Done grade = grade(List.of("ana - " + port + " tcp-echo -- false"));
            assertEquals(1, grade.exit());
            String row = grade.out().get(1);
            assertTrue(
                    row.matches("ana .* 0/36 .*port " + port + " is taken by .*pid [0-9]+.*"), row);
        }
    }

    /** It leaves the session, and the variable by which it would be known. */
    @Test
    void aDaemonThatHidesIsFoundByItsPort() throws Exception {
        String port = Servers.freePort();
        String server = Hands.in("tcp-echo", "tcp_servers", "threads").replace("{port}", port);
        String hidden = server.replace("env ", "env -i PATH=/usr/bin:/bin setsid env ");
        Files.writeString(
                folder.resolve("start.sh"),
                "(" + hidden + " < /dev/null > /dev/null 2>&1 &)\nsleep 3600\n");
        Run.Done grade = grade(List.of("ana - " + port + " tcp-echo -- sh start.sh"));
        assertTrue(isFree(port), "the daemon is still there");
        String said = Files.readString(folder.resolve("g/ana.txt"));
        assertTrue(said.contains("on its port: ended"), said + grade.out());
    }

    @Test
    void whatALineLeavesIsEndedBeforeTheNextOne() throws Exception {
        String port = Servers.freePort();
        String server = Hands.in("tcp-echo", "tcp_servers", "threads").replace("{port}", port);
        Files.writeString(
                folder.resolve("leave.sh"),
                "setsid "
                        + server
                        + " < /dev/null > log 2>&1 &\n"
                        + "until grep -q ready log; do kill -0 $! || exit; done\n");
        Run.Done grade =
                grade(
                        List.of(
                                "ana run:12 '' -- sh leave.sh",
                                "beto - " + port + " tcp-echo -- " + server));
        assertTrue(grade.out().get(2).matches("beto .* 3/6 .*"), grade.out()::toString);
        String said = Files.readString(folder.resolve("g/ana.txt"));
        assertTrue(said.contains("running: ended"), said);
    }
}
