package sockets.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.text.Times;

/**
 * What a server of many clients at the same time does, whatever way it serves them: the tests that
 * threaded-server and select-server share.
 */
public abstract class ManyClients {
    protected static final String LOCALHOST = "127.0.0.1";
    private static final String PEER = "127\\.0\\.0\\.1:\\d+";
    private static final int FLOOD = 16 << 20;

    /** What stands behind the number of clients in the event line of client number N. */
    protected abstract String thread(int number);

    protected static Run server(String... options) {
        List<String> words = new ArrayList<>(List.of("server", "-p", "0"));
        words.addAll(List.of(options));
        return Run.program(words.toArray(String[]::new));
    }

    /** A server that does not come to be: it ends by itself. */
    protected static Run.Done refused(String... options) {
        List<String> words = new ArrayList<>(List.of("server", "-p", "0"));
        words.addAll(List.of(options));
        return Run.inside(words.toArray(String[]::new));
    }

    /** A client that blocks, for tests in which the answer must come. */
    protected static SocketChannel connect(String port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(LOCALHOST, Integer.parseInt(port)));
    }

    protected static void send(SocketChannel client, String text) throws IOException {
        client.write(StandardCharsets.UTF_8.encode(text));
    }

    protected static String read(SocketChannel client, int length) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(length);
        while (answer.hasRemaining() && client.read(answer) >= 0) {}
        return StandardCharsets.UTF_8.decode(answer.flip()).toString();
    }

    protected static int port(SocketChannel client) throws IOException {
        return ((InetSocketAddress) client.getLocalAddress()).getPort();
    }

    private static long matching(List<String> printed, String line) {
        return printed.stream().filter(each -> each.matches(line)).count();
    }

    protected static void reset(SocketChannel client) throws IOException {
        client.setOption(StandardSocketOptions.SO_LINGER, 0);
        client.close();
    }

    @Test
    void theEventLinesTellHowManyClientsThereAre() throws Exception {
        try (Run server = server();
                SocketChannel ana = connect(server.port())) {
            send(ana, "hola");
            assertEquals("hola", read(ana, 4));
            try (SocketChannel beto = connect(server.port())) {
                send(beto, "buenas\r\n");
                assertEquals("buenas\r\n", read(beto, 8));
            }
            server.awaitOut("#2 " + LOCALHOST + ":");
            server.awaitOut("closed by client: 8 bytes in, 8 bytes out");
            reset(ana);
            server.awaitOut("reset by client: 4 bytes in, 4 bytes out");
            assertEquals(0, server.terminate().exit());
            List<String> out = server.out();
            String first = "#1 " + PEER + " connected \\(1 client" + thread(1) + "\\)";
            String second = "#2 " + PEER + " connected \\(2 clients" + thread(2) + "\\)";
            assertTrue(out.get(1).matches(first), out.get(1));
            assertTrue(out.get(2).matches("#1 " + PEER + " 4 bytes \"hola\""), out.get(2));
            assertTrue(out.get(3).matches(second), out.get(3));
            assertTrue(out.get(4).matches("#2 " + PEER + " 8 bytes \"buenas\\\\r\\\\n\""));
            assertEquals("served 2 clients, 12 bytes in, 12 bytes out", out.get(out.size() - 1));
        }
    }

    @Test
    void whereItWaitsIsExplained() throws Exception {
        try (Run server = server("--explain")) {
            String waits = server.awaitErr("<unfinished ...>");
            assertTrue(
                    waits.matches(
                            "explain: server \\| (accept\\(\\)|epoll_wait\\(for ever\\)) <unfinished"
                                    + " ...> \\| \\S+ \\| waits .*"),
                    waits);
        }
    }

    @Test
    void quietLeavesTheFirstAndTheLastLine() throws Exception {
        try (Run server = server("--quiet");
                SocketChannel client = connect(server.port())) {
            send(client, "hola");
            read(client, 4);
            long pid = server.pid();
            String first = "listening on tcp 127.0.0.1:" + server.port() + " (pid " + pid + ")";
            assertEquals(0, server.terminate().exit());
            assertEquals(List.of(first, "served 1 client, 4 bytes in, 4 bytes out"), server.out());
            assertEquals(List.of(), server.err());
        }
    }

    @Test
    void ncAndTelnetAreClientsAtTheSameTime() throws Exception {
        Tools.need("nc", "telnet");
        try (Run server = server();
                Run nc = Run.of("nc", "-N", LOCALHOST, server.port());
                Run telnet = Run.of("telnet", LOCALHOST, server.port())) {
            telnet.awaitOut("Escape character");
            nc.type("hola nc");
            nc.awaitOut("hola nc");
            telnet.type("hola telnet");
            telnet.awaitOut("hola telnet");
            assertTrue(server.awaitOut("13 bytes").endsWith("\"hola telnet\\r\\n\""));
            assertTrue(server.awaitOut("8 bytes").endsWith("\"hola nc\\n\""));
            assertEquals(0, nc.endInput().exit());
        }
    }

    @Test
    void manyClientsEachGetTheirOwn() throws Exception {
        try (Run server = server("--quiet")) {
            List<SocketChannel> clients = new ArrayList<>();
            for (int i = 0; i < 300; i++) clients.add(connect(server.port()));
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < clients.size(); i++)
                    send(clients.get(i), "client " + (1000 + i));
                for (int i = 0; i < clients.size(); i++)
                    assertEquals("client " + (1000 + i), read(clients.get(i), 11));
            }
            for (SocketChannel client : clients) client.close();
        }
    }

    @Test
    void aClientThatNeverReadsKeepsNobodyWaitingAndLosesNothing() throws Exception {
        byte[] message = new byte[FLOOD];
        new Random(862).nextBytes(message);
        try (Run server = server("--quiet");
                SocketChannel ana = connect(server.port());
                SocketChannel slow = SocketChannel.open()) {
            slow.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
            slow.connect(ana.getRemoteAddress());
            slow.configureBlocking(false);
            ByteBuffer out = ByteBuffer.wrap(message);
            send(ana, "0");
            assertEquals("0", read(ana, 1));
            // until the kernels and the server take no more for now
            for (int refused = 0; refused < 100 && out.hasRemaining(); ) {
                refused = slow.write(out) == 0 ? refused + 1 : 0;
                send(ana, "x");
                assertEquals("x", read(ana, 1));
            }
            try (SocketChannel caro = connect(server.port())) {
                send(caro, "hola");
                assertEquals("hola", read(caro, 4));
            }
            assertArrayEquals(message, exchangeRest(slow, out));
        }
    }

    /**
     * Sends the rest of a message while it reads all that comes back, half-closes, reads the end.
     */
    private static byte[] exchangeRest(SocketChannel client, ByteBuffer out) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(out.capacity() + 1);
        try (Selector selector = Selector.open()) {
            SelectionKey key = client.register(selector, 0);
            boolean ended = false;
            boolean shut = false;
            while (!ended) {
                int write = out.hasRemaining() ? SelectionKey.OP_WRITE : 0;
                key.interestOps(SelectionKey.OP_READ | write);
                if (selector.select(100_000) == 0) throw new AssertionError("stuck at " + in);
                selector.selectedKeys().clear();
                if (out.hasRemaining()) client.write(out);
                if (!out.hasRemaining() && !shut) {
                    client.shutdownOutput();
                    shut = true;
                }
                ended = client.read(in) < 0;
            }
        }
        return Arrays.copyOf(in.array(), in.position());
    }

    @Test
    void aHalfClosedClientStillGetsTheRestAndThenTheEnd() throws Exception {
        try (Run server = server();
                SocketChannel client = connect(server.port())) {
            byte[] message = new byte[3_000_000];
            new Random(862).nextBytes(message);
            client.configureBlocking(false);
            assertArrayEquals(message, exchangeRest(client, ByteBuffer.wrap(message)));
            server.awaitOut("closed by client: 3000000 bytes in, 3000000 bytes out");
        }
    }

    @Test
    void oneClientsFaultIsThatClientsOnly() throws Exception {
        try (Run server = server();
                SocketChannel ana = connect(server.port());
                SocketChannel caro = connect(server.port())) {
            SocketChannel beto = connect(server.port());
            SocketChannel dora = connect(server.port());
            for (SocketChannel client : List.of(ana, beto, caro, dora)) {
                send(client, "hola");
                assertEquals("hola", read(client, 4));
            }
            String betos = LOCALHOST + ":" + port(beto) + " ";
            String doras = LOCALHOST + ":" + port(dora) + " ";
            reset(beto);
            dora.close();
            server.awaitOut(betos + "reset by client");
            server.awaitOut(doras + "closed by client");
            for (SocketChannel client : List.of(ana, caro)) {
                send(client, "sigo");
                assertEquals("sigo", read(client, 4));
            }
        }
    }

    @Test
    void showListsTheClientsAndQuitClosesThemAtOnce() throws Exception {
        try (Run server = server()) {
            server.port();
            server.type("show");
            server.awaitOut("no clients");
            try (SocketChannel ana = connect(server.port());
                    SocketChannel beto = connect(server.port())) {
                for (SocketChannel client : List.of(ana, beto)) {
                    send(client, "hola");
                    assertEquals("hola", read(client, 4));
                }
                server.type("show");
                server.awaitOut("#2 " + LOCALHOST + ":" + port(beto) + " 4 bytes in, ");
                assertEquals(0, server.type("quit").exit());
                assertEquals(-1, ana.read(ByteBuffer.allocate(1)));
                assertEquals(-1, beto.read(ByteBuffer.allocate(1)));
            }
            for (int i = 1; i <= 2; i++) {
                String client = "#" + i + " " + PEER + " ";
                String shown = client + "4 bytes in, [04] bytes out" + thread(i);
                String end = client + "closed by server: 4 bytes in, 4 bytes out";
                List<String> out = server.out();
                assertEquals(1, matching(out, shown), out + " without " + shown);
                assertEquals(1, matching(out, end), out + " without " + end);
            }
            List<String> out = server.out();
            assertEquals("served 2 clients, 8 bytes in, 8 bytes out", out.get(out.size() - 1));
        }
    }

    @Test
    void withMaxClientsTheNextOneWaitsInTheQueueUntilOneLeaves() throws Exception {
        Tools.need("ss");
        try (Run server = server("--max-clients", "2");
                SocketChannel beto = connect(server.port())) {
            SocketChannel ana = connect(server.port());
            send(ana, "a");
            assertEquals("a", read(ana, 1));
            send(beto, "b");
            assertEquals("b", read(beto, 1));
            try (SocketChannel caro = connect(server.port())) {
                send(caro, "c");
                // in the kernel's queue: its byte has come, and nobody has accepted it
                String row = "( sport = :" + server.port() + " )";
                while (Run.of("ss", "-Htln", row).out().stream()
                        .noneMatch(line -> line.matches("LISTEN +1 .*"))) Thread.onSpinWait();
                assertFalse(server.isOut("#3 "));
                ana.close();
                assertEquals("c", read(caro, 1));
                assertTrue(server.awaitOut("#3 ").contains("connected (2 clients"));
            }
        }
    }

    @Test
    void anIdleClientIsClosedAndATalkingOneIsNot() throws Exception {
        // a machine that stops us for so long makes the talking one idle: then longer limits
        double seconds = 0.5;
        while (!closesTheSilentOneOnly(seconds)) seconds *= 2;
    }

    /** False if the talking one could not talk often enough. */
    private static boolean closesTheSilentOneOnly(double seconds) throws Exception {
        String limit = Times.seconds(seconds);
        long said = System.nanoTime();
        try (Run server = server("--idle-timeout", limit);
                SocketChannel silent = connect(server.port());
                SocketChannel talking = connect(server.port());
                Selector selector = Selector.open()) {
            silent.configureBlocking(false);
            silent.register(selector, SelectionKey.OP_READ);
            int words = 0;
            for (boolean last = false; !last; words++) {
                last = selector.select(50) > 0;
                long now = System.nanoTime();
                if (!echoes(talking, "x")) {
                    double idle = (System.nanoTime() - said) / 1e9;
                    assertTrue(idle > seconds, "closed, and has talked " + idle + " s ago");
                    return false;
                }
                said = now;
            }
            assertEquals(-1, silent.read(ByteBuffer.allocate(1)));
            String line = server.awaitOut("closed by server");
            assertTrue(line.startsWith("#1 "), line);
            assertTrue(line.endsWith(": 0 bytes in, 0 bytes out (idle for " + limit + " s)"), line);
            server.awaitOut("closed by server: " + words + " bytes in");
            return true;
        }
    }

    private static boolean echoes(SocketChannel client, String word) {
        try {
            send(client, word);
            return word.equals(read(client, word.length()));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void runningOutOfDescriptorsIsSaidOnceAndEndsWhenOneIsFree() throws Exception {
        List<String> limited =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
        limited.addAll(Run.jar("server", "-p", "0", "--quiet", "--explain"));
        long start = System.nanoTime();
        try (Run server = Run.of(limited, Map.of())) {
            List<SocketChannel> clients = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                clients.add(connect(server.port()));
                send(clients.get(i), "hola");
            }
            String error = server.awaitErr(": accept ");
            assertTrue(error.contains(": Too many open files ("), error);
            // it goes on serving those it has
            assertEquals("hola", read(clients.get(0), 4));
            send(clients.get(0), "otra");
            assertEquals("otra", read(clients.get(0), 4));
            // every time that one leaves the next one is accepted, up to the last
            for (SocketChannel client : clients) {
                if (client != clients.get(0)) assertEquals("hola", read(client, 4));
                client.close();
            }
            assertEquals(0, server.terminate().exit());
            double seconds = (System.nanoTime() - start) / 1e9;
            // once, and on a slow machine once more for each minute
            long told = matching(server.err(), ".*: accept .*");
            assertTrue(told >= 1 && told <= 1 + seconds / 60, told + " errors in " + seconds);
            // it did not spin: every failed accept was followed by a pause, or one has left
            long failed = matching(server.err(), ".*\\| accept\\(\\) = -1 EMFILE .*");
            assertTrue(failed <= 1 + 80 + seconds / 0.5, failed + " failed accepts");
            String last = server.out().get(server.out().size() - 1);
            assertEquals("served 80 clients, 324 bytes in, 324 bytes out", last);
        }
    }

    @Test
    void withoutDescriptorsTheFirstToLeaveMakesRoomAndQuitEndsIt() throws Exception {
        List<String> limited =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
        limited.addAll(Run.jar("server", "-p", "0"));
        try (Run server = Run.of(limited, Map.of())) {
            List<SocketChannel> clients = new ArrayList<>();
            // they say nothing: nothing but accept has been called when the descriptors run out
            for (int i = 0; i < 80; i++) clients.add(connect(server.port()));
            server.awaitErr(": accept ");
            clients.get(0).close();
            server.awaitOut("#1 " + LOCALHOST + ":");
            server.awaitOut("closed by client");
            for (SocketChannel client : clients.subList(1, 80)) client.close();
            while (!server.isOut("#80 ")) Thread.onSpinWait();
            assertEquals(0, server.type("quit").exit(), server.err().toString());
            String last = server.out().get(server.out().size() - 1);
            assertEquals("served 80 clients, 0 bytes in, 0 bytes out", last);
        }
    }

    @Test
    void eachClientIsClosedOnceEvenIfItLeavesWhileTheServerEnds() throws Exception {
        try (Run server = server()) {
            List<SocketChannel> clients = new ArrayList<>();
            for (int i = 0; i < 500; i++) clients.add(connect(server.port()));
            while (!server.isOut("#500 ")) Thread.onSpinWait();
            for (SocketChannel client : clients.subList(0, 250)) client.close();
            server.type("quit");
            for (SocketChannel client : clients.subList(250, 500)) client.close();
            assertEquals(0, server.exit());
            Map<String, Integer> ends = new HashMap<>();
            for (String line : server.out())
                if (line.contains(" closed by ") || line.contains(" reset by "))
                    ends.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum);
            assertEquals(500, ends.size());
            assertTrue(ends.values().stream().allMatch(count -> count == 1), ends.toString());
        }
    }

    @Test
    void holdsTenThousandIdleClientsAndServesNewOnes() throws Exception {
        Tools.needDescriptors(11_000);
        try (Run server = server("--quiet", "--backlog", "4096")) {
            List<SocketChannel> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 10_000; i++) idle.add(connect(server.port()));
                try (SocketChannel client = connect(server.port())) {
                    send(client, "hola");
                    assertEquals("hola", read(client, 4));
                }
                for (int i = 0; i < idle.size(); i += 99) {
                    send(idle.get(i), "sigo");
                    assertEquals("sigo", read(idle.get(i), 4));
                }
                assertEquals(0, server.terminate().exit());
                for (SocketChannel client : idle)
                    assertEquals(-1, client.read(ByteBuffer.allocate(1)));
            } finally {
                for (SocketChannel client : idle) client.close();
            }
            String last = server.out().get(1);
            assertTrue(last.startsWith("served 10001 clients, "), last);
        }
    }

    @Test
    void theCallsThatItExplainsAreTheKernels(@TempDir Path folder) throws Exception {
        Tools.need("strace");
        Path trace = folder.resolve("trace");
        try (Run strace =
                Run.of(Trace.strace(trace, Run.jar("server", "-p", "0", "--explain")), Map.of())) {
            String port = strace.port();
            try (SocketChannel client = connect(port)) {
                send(client, "hola");
                assertEquals("hola", read(client, 4));
            }
            strace.awaitOut("closed by client");
            SocketChannel broken = connect(port);
            strace.awaitOut("#2 ");
            reset(broken);
            strace.awaitOut("reset by client");
            // strace would not hand a signal on: the program itself is asked
            strace.type("quit");
            assertEquals(0, strace.exit(), strace.err().toString());
            assertEquals(Trace.kernel(trace), Trace.explained(strace.err()));
        }
    }

    @Test
    void servesAnotherMachine() throws Exception {
        Tools.need("nc");
        try (TwoHosts hosts = new TwoHosts();
                Run server = hosts.left(Run.jar("server", "-b", "0.0.0.0"))) {
            server.awaitOut("listening on tcp 0.0.0.0:3500");
            server.awaitErr("hint: other machines can reach it: java -jar ");
            try (Run nc = hosts.right(List.of("nc", "-N", TwoHosts.LEFT, "3500"))) {
                nc.type("hola").awaitOut("hola");
                assertTrue(server.awaitOut("connected").startsWith("#1 " + TwoHosts.RIGHT + ":"));
                assertEquals(0, nc.endInput().exit());
            }
            server.terminate().exit();
        }
    }

    @Test
    void servesIpv6AndNobodyAsWell() throws Exception {
        Tools.needRoot();
        Tools.need("setpriv", "nc");
        try (Run server = Run.of(Tools.asNobody(Run.jar("server", "-6", "-p", "0")), Map.of())) {
            assertTrue(server.awaitOut("listening").startsWith("listening on tcp [::1]:"));
            Run nc = Run.of("nc", "-N", "::1", server.port()).type("hola").endInput();
            assertEquals(0, nc.exit());
            assertEquals(List.of("hola"), nc.out());
            assertTrue(server.awaitOut("closed by").startsWith("#1 [::1]:"));
            assertEquals(0, server.terminate().exit());
        }
    }

    @Test
    void aTakenPortIsOneLineAndExitOne() throws Exception {
        try (Run first = server()) {
            Run.Done second = Run.inside("server", "-p", first.port());
            assertEquals(1, second.exit());
            String line = ": bind 127.0.0.1:" + first.port() + ": Address already in use (";
            assertEquals(1, second.err().size());
            assertTrue(second.err().get(0).contains(line), second.err().toString());
        }
    }

    @Test
    void wrongValuesAreWrongUsage() throws Exception {
        for (List<String> wrong :
                List.of(
                        List.of("--backlog", "0"),
                        List.of("--max-clients", "0"),
                        List.of("--idle-timeout", "-1"),
                        List.of("--idle-timeout", "x"),
                        List.of("--bogus"))) {
            Run.Done run = refused(wrong.toArray(String[]::new));
            assertEquals(2, run.exit(), wrong.toString());
            assertEquals(2, run.err().size(), run.err().toString());
            assertTrue(run.err().get(1).startsWith("Try '"), run.err().toString());
        }
    }
}
