package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Spanish;
import sockets.common.Tools;

/** The program as its user runs it: step 7 of the practical. */
@Timeout(600)
class TcpEchoIT {
    private static final String LOCALHOST = "127.0.0.1";

    private static Run server(String... options) {
        return Run.program(words(new String[] {"server", "-p", "0"}, options));
    }

    private static Run client(String port, String... options) {
        return Run.program(words(new String[] {"client", LOCALHOST, port}, options));
    }

    /** A client that reads no input, run to its end. */
    private static Run.Done done(String port, String... options) {
        return Run.inside(words(new String[] {"client", LOCALHOST, port}, options));
    }

    private static String[] words(String[] start, String... rest) {
        String[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return all;
    }

    private static Socket connect(String port) throws Exception {
        Socket socket = new Socket();
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(LOCALHOST, Integer.parseInt(port)));
        return socket;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aClientThatMeetsItselfSaysSo() throws Exception {
        String port = Servers.freePort();
        Run run = Run.program("client", "--source-port", port, "127.0.0.1", port, "-m", "hola");
        assertEquals(1, run.exit());
        String told = "tcp-echo: connect 127.0.0.1:" + port + ": this is our own port, ";
        assertTrue(run.error().startsWith(told), run.err().toString());
        assertTrue(run.out().stream().noneMatch(line -> line.contains("bytes from")));
    }

    @Test
    void theServersFirstLineTellsWhereItListens() throws Exception {
        try (Run server = server("--quiet")) {
            String line =
                    "listening on tcp 127.0.0.1:" + server.port() + " (pid " + server.pid() + ")";
            assertEquals(0, server.terminate().exit());
            assertEquals(List.of(line, "served 0 clients, 0 bytes in, 0 bytes out"), server.out());
            assertEquals(List.of(), server.err());
        }
    }

    @Test
    void aMessageComesBackAndBothSidesSayIt() throws Exception {
        try (Run server = server()) {
            Run.Done client = done(server.port(), "-m", "hola mundo");
            assertEquals(0, client.exit());
            String from = "10 bytes from 127.0.0.1:" + server.port();
            String line = client.out().get(0);
            assertTrue(line.matches(from + ": \"hola mundo\" time=\\d+\\.\\d{3} ms"), line);
            assertEquals(
                    "sent 10 bytes in 1 write, received 10 bytes in 1 read", client.out().get(1));
            String end = server.awaitOut("closed");
            String peer = "#1 127\\.0\\.0\\.1:\\d+ ";
            assertTrue(end.matches(peer + "closed by client: 10 bytes in, 10 bytes out"), end);
            server.terminate();
            assertTrue(server.out().get(1).matches(peer + "connected"));
            assertTrue(server.out().get(2).matches(peer + "10 bytes \"hola mundo\""));
            assertEquals("served 1 client, 10 bytes in, 10 bytes out", server.out().get(4));
        }
    }

    @Test
    void theClientIsConnectedBeforeAnythingIsTyped() throws Exception {
        Tools.need("ss");
        try (Run server = server();
                Run client = client(server.port())) {
            server.awaitOut("#1 127.0.0.1:");
            List<String> rows = Run.of("ss", "-Htan4", "sport = :" + server.port()).out();
            assertTrue(rows.stream().anyMatch(row -> row.startsWith("LISTEN")), rows.toString());
            assertTrue(rows.stream().anyMatch(row -> row.startsWith("ESTAB")), rows.toString());
            client.type("hola");
            assertTrue(client.awaitOut("5 bytes from").contains(": \"hola\\n\" time="));
            assertEquals(0, client.endInput().exit());
        }
    }

    @Test
    void sixtyFourMebibytesComeBackAndAreCompared() throws Exception {
        try (Run server = server("--quiet")) {
            Run.Done client = done(server.port(), "-s", "67108864");
            assertEquals(0, client.exit(), client.err().toString());
            String last = client.out().get(client.out().size() - 1);
            assertTrue(
                    last.matches("sent 67108864 bytes in \\d+ writes, received 67108864 .*"), last);
        }
    }

    @Test
    void splitJoinedAndBinaryBytesComeBackAndTheEndOfInputIsAnswered() throws Exception {
        Random random = new Random(862);
        byte[] message = new byte[300_000];
        random.nextBytes(message);
        try (Run server = server("--quiet");
                Socket socket = connect(server.port())) {
            Thread writer =
                    new Thread(
                            () -> {
                                try {
                                    for (int at = 0; at < message.length; ) {
                                        int part = Math.min(message.length - at, 1 + at % 4097);
                                        socket.getOutputStream().write(message, at, part);
                                        at += part;
                                    }
                                    socket.shutdownOutput();
                                } catch (java.io.IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            writer.start();
            assertArrayEquals(message, socket.getInputStream().readAllBytes());
            writer.join();
        }
    }

    @Test
    void servesOneClientAfterTheOther() throws Exception {
        try (Run server = server();
                Socket first = connect(server.port());
                Socket second = connect(server.port())) {
            second.getOutputStream().write(bytes("segundo"));
            first.getOutputStream().write(bytes("primero"));
            assertEquals(
                    "primero",
                    new String(first.getInputStream().readNBytes(7), StandardCharsets.UTF_8));
            // the second is connected, and its bytes wait in the kernel
            assertEquals(0, second.getInputStream().available());
            first.close();
            assertEquals(
                    "segundo",
                    new String(second.getInputStream().readNBytes(7), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aWaitingClientIsToldWhereToLook() throws Exception {
        try (Run server = server();
                Socket first = connect(server.port());
                Run second = client(server.port(), "-m", "hola", "-w", "3")) {
            server.awaitOut("#1 ");
            assertTrue(
                    second.awaitErr("hint: connected, but no answer").contains("another client"));
            assertEquals(1, second.exit());
            String line = "tcp-echo: read 127.0.0.1:" + server.port() + ": no answer in 3 s (";
            assertTrue(second.err().get(1).startsWith(line), second.err().toString());
            assertEquals(
                    "sent 4 bytes in 1 write, received 0 bytes in 0 reads", second.out().get(0));
            assertFalse(first.isClosed());
        }
    }

    @Test
    void aFullQueueLeavesTheThirdUnconnected() throws Exception {
        try (Run server = server("--backlog", "1", "--hold", "600");
                Run first = client(server.port(), "-m", "a", "-w", "60");
                Run second = client(server.port(), "-m", "b", "-w", "60")) {
            // backlog 1: the kernel completes two connections
            String states = "sport = :" + server.port();
            while (Run.of("ss", "-Htan", "state", "established", states).out().size() < 2)
                Thread.onSpinWait();
            Run.Done third = done(server.port(), "-m", "c", "-w", "1");
            assertEquals(1, third.exit());
            String line =
                    "tcp-echo: connect 127.0.0.1:"
                            + server.port()
                            + ": Connection timed out after 1 s (";
            assertTrue(third.error().startsWith(line), third.err().toString());
            // stopping does not wait for the hold
            assertEquals(0, server.terminate().exit());
        }
    }

    @Test
    void survivesAClientsReset() throws Exception {
        try (Run server = server()) {
            Socket socket = connect(server.port());
            socket.getOutputStream().write(bytes("hola"));
            // answered: a reset before would leave 0 bytes out
            socket.getInputStream().readNBytes(4);
            socket.setSoLinger(true, 0);
            socket.close();
            assertTrue(server.awaitOut("reset by client").endsWith(": 4 bytes in, 4 bytes out"));
            assertEquals(0, done(server.port(), "-m", "hola").exit());
        }
    }

    @Test
    void survivesAClientThatNeverReadsAndLeaves() throws Exception {
        try (Run server = server("--quiet")) {
            Socket socket = connect(server.port());
            socket.setSoTimeout(0);
            Thread writer =
                    new Thread(
                            () -> {
                                try {
                                    byte[] much = new byte[1 << 20];
                                    for (int i = 0; i < 64; i++)
                                        socket.getOutputStream().write(much);
                                } catch (java.io.IOException e) {
                                    // closed below, while the kernel's buffers are full
                                    return;
                                }
                            });
            writer.start();
            // the server's answers fill the client's receive queue: it is stuck in write
            List<String> before;
            List<String> now = queues(server.port());
            do {
                before = now;
                now = queues(server.port());
            } while (!now.equals(before) || now.stream().filter(TcpEchoIT::full).count() != 2);
            socket.setSoLinger(true, 0);
            socket.close();
            writer.join();
            assertEquals(0, done(server.port(), "-m", "hola").exit());
        }
    }

    /** The two ends of the connections to a port, each with what is in its queues. */
    private static List<String> queues(String port) throws InterruptedException {
        String ends = "( sport = :" + port + " or dport = :" + port + " )";
        return Run.of("ss", "-Htn", "state", "established", ends).out();
    }

    /** True when bytes wait to be received, and others to be sent. */
    private static boolean full(String end) {
        return end.matches("[1-9]\\d* +[1-9]\\d* .*");
    }

    @Test
    void onceAnswersOneReadAndCloses() throws Exception {
        try (Run server = server("--once", "--buffer", "4");
                Socket socket = connect(server.port())) {
            socket.getOutputStream().write(bytes("hola"));
            assertEquals(
                    "hola",
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertTrue(
                    server.awaitOut("closed by")
                            .endsWith("closed by server: 4 bytes in, 4 bytes out"));
            // unread data turn the close into a reset: Hola, and then the error
            Run.Done client = done(server.port(), "-m", "hola mundo");
            assertEquals(1, client.exit());
            assertTrue(client.out().get(0).startsWith("4 bytes from"), client.out().toString());
            assertTrue(client.error().contains("Connection reset by peer (the server closed"));
        }
    }

    @Test
    void theSideThatClosesFirstKeepsThePortUnlessTheAddressIsReused() throws Exception {
        String port = Servers.freePort();
        for (String option : new String[] {"--no-reuse-address", "--quiet"}) {
            try (Run server = Run.program("server", "-p", port, "--once", option)) {
                server.awaitOut("listening");
                // closed when the server has closed: it is the first
                try (Socket client = connect(port)) {
                    client.getOutputStream().write(bytes("hola"));
                    assertEquals(4, client.getInputStream().readAllBytes().length);
                }
                server.terminate().exit();
            }
            List<String> rows = Run.of("ss", "-Htan", "sport = :" + port).out();
            assertTrue(rows.toString().contains("TIME-WAIT"), rows.toString());
            try (Run again = Run.program("server", "-p", port, "--once", option)) {
                if (option.equals("--quiet")) {
                    again.awaitOut("listening");
                } else {
                    assertEquals(1, again.exit());
                    String start =
                            "tcp-echo: bind 127.0.0.1:" + port + ": Address already in use (";
                    assertTrue(again.error().startsWith(start), again.err().toString());
                    assertTrue(again.error().contains("TIME_WAIT"));
                }
            }
            // old connections without the option hinder new ones with it: another port
            port = Servers.freePort();
        }
    }

    @Test
    void aServerThatEndsIsToldAtOnceEvenAtThePrompt() throws Exception {
        try (Run server = server();
                Run client = client(server.port())) {
            server.awaitOut("#1 ");
            server.terminate().exit();
            client.awaitOut("closed by server");
            assertEquals(0, client.exit());
            assertTrue(server.out().get(2).endsWith("closed by server: 0 bytes in, 0 bytes out"));
        }
    }

    @Test
    void aStreamHasNoMessageLimits() throws Exception {
        try (Run server = server()) {
            Run.Done client = done(server.port(), "-m", "abcdefghij", "--chunk", "3");
            assertEquals(0, client.exit());
            String last = client.out().get(client.out().size() - 1);
            assertTrue(last.startsWith("sent 10 bytes in 4 writes, received 10 bytes in "), last);
        }
    }

    @Test
    void shortIntervalsNeverTurnIntoEndlessWaits() throws Exception {
        try (Run server = server("--quiet")) {
            Run.Done client = done(server.port(), "-m", "x", "-c", "3000", "--interval", "0.0002");
            assertEquals(0, client.exit());
            assertEquals(3001, client.out().size());
        }
    }

    @Test
    void anAnswerThatIsNotTheEchoIsFound() throws Exception {
        try (ServerSocket wrong = new ServerSocket(0);
                Run client = client("" + wrong.getLocalPort(), "-s", "1000");
                Socket socket = wrong.accept()) {
            byte[] message = socket.getInputStream().readNBytes(1000);
            message[500] ^= 1;
            socket.getOutputStream().write(message);
            socket.shutdownOutput();
            assertEquals(1, client.exit());
            String told = client.error();
            assertTrue(told.endsWith(": byte 500 is not what was sent"), told);
        }
    }

    @Test
    void lingerZeroClosesWithAReset() throws Exception {
        try (Run server = server()) {
            Run.Done client = done(server.port(), "-m", "hola", "--linger", "0");
            assertEquals(0, client.exit());
            assertTrue(server.awaitOut("reset by client").endsWith(": 4 bytes in, 4 bytes out"));
            List<String> rows = Run.of("ss", "-Htan", "dport = :" + server.port()).out();
            assertFalse(rows.toString().contains("TIME-WAIT"), rows.toString());
        }
    }

    @Test
    void anErrorIsNeverASuccess() throws Exception {
        // the answer is complete, and then the server resets instead of closing
        try (Run server = server("--linger", "0", "--once")) {
            Run.Done client = done(server.port(), "-m", "hola");
            assertEquals(1, client.exit());
            assertTrue(client.error().contains(": Connection reset by peer ("), "" + client.err());
        }
        // the server closes before it has answered all
        try (ServerSocket wrong = new ServerSocket(0);
                Run client = client("" + wrong.getLocalPort(), "-m", "hola");
                Socket socket = wrong.accept()) {
            assertEquals(4, socket.getInputStream().readNBytes(4).length);
            socket.getOutputStream().write(bytes("ho"));
            socket.close();
            assertEquals(1, client.exit());
            assertTrue(client.out().contains("closed by server"), client.out().toString());
            String line = ": end of file, 2 bytes of the answer missing (";
            assertTrue(client.error().contains(line), client.err().toString());
        }
    }

    @Test
    void withoutAServerTheConnectionIsRefused() throws Exception {
        String port = Servers.freePort();
        Run.Done client = done(port, "-m", "hola");
        assertEquals(1, client.exit());
        assertEquals(List.of(), client.out());
        assertEquals(
                List.of(
                        "tcp-echo: connect 127.0.0.1:"
                                + port
                                + ": Connection refused (is the server running on this machine, and on"
                                + " this port? see ss -tln)"),
                client.err());
    }

    @Test
    void runningOutOfDescriptorsIsSaidOnceAndSurvived() throws Exception {
        Tools.need("prlimit");
        try (Run server = server()) {
            String port = server.port();
            // all that it needs is loaded once it has served a client
            assertEquals(0, done(port, "-m", "hola").exit());
            server.awaitOut("closed by client");
            String process = String.valueOf(server.pid());
            Run.of("prlimit", "--pid", process, "--nofile=3:4096").exit();
            try (Run client = client(port, "-m", "hola")) {
                String line = server.awaitErr("accept");
                String start = "tcp-echo: accept 127.0.0.1:" + port + ": Too many open files (";
                assertTrue(line.startsWith(start), line);
                Run.of("prlimit", "--pid", process, "--nofile=4096:4096").exit();
                assertEquals(0, client.exit());
            }
            assertEquals(0, server.terminate().exit());
            assertEquals(1, server.err().stream().filter(line -> line.contains("accept ")).count());
        }
    }

    @Test
    void typedLinesOfTheServerShowAndEnd() throws Exception {
        try (Run server = server()) {
            server.port();
            server.type("show");
            server.awaitOut("no clients");
            try (Socket socket = connect(server.port())) {
                socket.getOutputStream().write(bytes("hola"));
                server.awaitOut("4 bytes");
                server.type("show");
                String shown = server.awaitOut("4 bytes in");
                assertTrue(
                        shown.matches("#1 127\\.0\\.0\\.1:\\d+ 4 bytes in, [04] bytes out"), shown);
                assertEquals(0, server.type("quit").exit());
                assertEquals(
                        "served 1 client, 4 bytes in, 4 bytes out",
                        server.out().get(server.out().size() - 1));
                socket.getInputStream().readNBytes(4);
                assertEquals(-1, socket.getInputStream().read());
            }
        }
    }

    @Test
    void ncAndTelnetAreClients() throws Exception {
        Tools.need("nc", "telnet");
        try (Run server = server()) {
            Run nc = Run.of("nc", "-N", LOCALHOST, server.port()).type("hola").endInput();
            assertEquals(0, nc.exit());
            assertEquals(List.of("hola"), nc.out());
            assertTrue(server.awaitOut("5 bytes").endsWith("\"hola\\n\""));
            server.awaitOut("#1 127.0.0.1:");
            Run telnet = Run.of("telnet", LOCALHOST, server.port());
            telnet.awaitOut("Escape character");
            telnet.type("hola");
            // telnet ends its lines in CR LF
            assertTrue(server.awaitOut("6 bytes").endsWith("\"hola\\r\\n\""));
            telnet.awaitOut("hola");
            telnet.endInput().exit();
        }
    }

    @Test
    void worksAsAClientOfNc() throws Exception {
        Tools.need("nc");
        String port = Servers.freePort();
        try (Run nc = Run.of("nc", "-v", "-l", LOCALHOST, port)) {
            nc.awaitErr("Listening");
            try (Run client = client(port, "-m", "hola\n")) {
                nc.awaitOut("hola");
                nc.type("otra");
                assertTrue(client.awaitOut("5 bytes").contains("\"otra\\n\""));
                nc.close();
                client.exit();
            }
        }
    }

    @Test
    void theDemoIsALadderInOrder() throws Exception {
        Run demo = Run.program("demo");
        assertEquals(0, demo.exit());
        String rungs = String.join("\n", demo.out());
        assertTrue(
                rungs.matches(
                        "(?s)server +client.*listen\\(5\\) = 0.*connect.*accept.*<-+ 10 bytes -+ write"
                                + ".*read\\(#1, 1024\\) = 10.*write\\(#1, 10\\) = 10 +-+ 10 bytes -+>"
                                + ".*shutdown\\(SHUT_WR\\).*read\\(#1, 1024\\) = 0.*close.*"),
                rungs);
        assertTrue(demo.out().stream().allMatch(Run::fits));
        assertTrue(Run.program("demo", "--lang", "es").out().toString().contains("escucha"));
    }

    @Test
    void underASpanishLocaleReasonsStayEnglishAndHintsTurnSpanish() throws Exception {
        List<String> command = Run.jar("client", LOCALHOST, Servers.freePort(), "-m", "x");
        Run client = Run.of(command, Spanish.environment());
        assertEquals(1, client.exit());
        String line = client.error();
        assertTrue(line.contains(": Connection refused (¿está en marcha el servidor"), line);
        // a reset and a busy port by the same table
        try (Run server =
                Run.of(
                        Run.jar("server", "-p", "0", "--once", "--buffer", "1"),
                        Spanish.environment())) {
            String port = server.port();
            Run cut =
                    Run.of(Run.jar("client", LOCALHOST, port, "-m", "hola"), Spanish.environment());
            assertEquals(1, cut.exit());
            assertTrue(
                    cut.error().contains(": Connection reset by peer (el servidor"),
                    "" + cut.err());
            Run busy = Run.of(Run.jar("server", "-p", port), Spanish.environment());
            assertEquals(1, busy.exit());
            assertTrue(busy.error().contains(": Address already in use (el proceso "));
        }
    }

    @Test
    void ipv6WorksAsWell() throws Exception {
        try (Run server = server("-6")) {
            assertTrue(server.awaitOut("listening").startsWith("listening on tcp [::1]:"));
            assertEquals(0, Run.inside("client", "-6", "-m", "hola", "::1", server.port()).exit());
        }
    }
}
