package sockets.threadedserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.ManyClients;
import sockets.common.Run;
import sockets.common.Tools;

/** The program as its user runs it: step 8 of the practical. */
@Timeout(600)
class ThreadedServerIT extends ManyClients {
    @Override
    protected String thread(int number) {
        return ", thread client-" + number;
    }

    /** Sends a word and waits for it, so that the client has its thread. */
    private static SocketChannel talking(Run server) throws Exception {
        SocketChannel client = connect(server.port());
        send(client, "hola");
        assertEquals("hola", read(client, 4));
        return client;
    }

    @Test
    void psAndJstackShowAThreadForEachClient() throws Exception {
        Tools.need("ps");
        try (Run server = server("--quiet");
                SocketChannel ana = talking(server);
                SocketChannel beto = talking(server)) {
            String pid = String.valueOf(server.pid());
            String threads = String.join("\n", Run.of("ps", "-T", "-p", pid).out());
            assertTrue(threads.matches("(?s).* client-1\n.* client-2.*"), threads);
            String jstack = Run.java().replaceAll("java$", "jstack");
            // milliseconds in which the JVM must answer: not 10 s on a busy machine
            String patience = "-J-Dsun.tools.attach.attachTimeout=100000";
            String stacks = String.join("\n", Run.of(jstack, patience, pid).out());
            assertTrue(stacks.contains("\"client-1\""), stacks);
            assertTrue(stacks.contains("ThreadedEchoServer.echo"), stacks);
            beto.close();
            while (String.join("", Run.of("ps", "-T", "-p", pid).out()).contains("client-2"))
                Thread.onSpinWait();
            send(ana, "sigo");
            assertEquals("sigo", read(ana, 4));
        }
    }

    @Test
    void aPoolServesAsManyAsItHasThreads() throws Exception {
        Tools.need("ss", "ps");
        try (Run server = server("--threads", "pool:2");
                SocketChannel ana = talking(server)) {
            SocketChannel beto = talking(server);
            try (SocketChannel caro = connect(server.port())) {
                send(caro, "hola");
                String row = "( sport = :" + server.port() + " )";
                while (Run.of("ss", "-Htln", row).out().stream()
                        .noneMatch(line -> line.matches("LISTEN +1 .*"))) Thread.onSpinWait();
                assertFalse(server.isOut("#3 "));
                beto.close();
                assertEquals("hola", read(caro, 4));
                String line = server.awaitOut("#3 ");
                assertTrue(line.endsWith(" connected (2 clients, thread client-3)"), line);
                String pid = String.valueOf(server.pid());
                String threads = String.join("\n", Run.of("ps", "-T", "-p", pid).out());
                assertTrue(threads.contains("client-3"), threads);
            }
            send(ana, "sigo");
            assertEquals("sigo", read(ana, 4));
            assertEquals(0, server.terminate().exit());
        }
    }

    @Test
    void virtualThreadsNeedJava21AndServeThere() throws Exception {
        if (Runtime.version().feature() < 21) {
            Run.Done server = refused("--threads", "virtual");
            assertEquals(1, server.exit());
            String line =
                    "threaded-server: Thread.ofVirtual --threads virtual: Function not"
                            + " implemented in Java "
                            + System.getProperty("java.version")
                            + " (virtual threads need Java 21 or later; with this Java: --threads"
                            + " platform, or pool:N)";
            assertEquals(List.of(line), server.err());
            return;
        }
        try (Run server = server("--threads", "virtual");
                SocketChannel ana = talking(server);
                SocketChannel beto = talking(server)) {
            server.awaitOut("connected (2 clients, thread client-2)");
            send(beto, "sigo");
            assertEquals("sigo", read(beto, 4));
            assertEquals(0, server.terminate().exit());
            assertEquals(-1, ana.read(java.nio.ByteBuffer.allocate(1)));
        }
    }

    @Test
    void withoutMoreThreadsTheOthersAreServedOn() throws Exception {
        Tools.needRoot();
        Tools.need("setpriv", "prlimit");
        // a user of its own, whose threads are only this program's: some 20 are Java's
        List<String> words = new ArrayList<>(List.of("prlimit", "--nproc=60:60"));
        words.addAll(Run.jar("server", "-p", "0"));
        words.add(words.indexOf("-jar"), "-XX:ActiveProcessorCount=2");
        try (Run server = Run.of(Tools.asUser(65501, words), Map.of())) {
            List<SocketChannel> clients = new ArrayList<>();
            for (int i = 0; i < 60; i++) clients.add(connect(server.port()));
            String error = server.awaitErr("threaded-server: pthread_create client-");
            assertTrue(error.contains(": Resource temporarily unavailable ("), error);
            server.awaitOut("closed by server: 0 bytes in, 0 bytes out (no thread)");
            send(clients.get(0), "sigo");
            assertEquals("sigo", read(clients.get(0), 4));
            // only one is cut off while nobody leaves: those behind it wait in the queue
            int cut = Integer.parseInt(error.replaceAll(".*client-([0-9]+):.*", "$1"));
            assertFalse(server.isOut("#" + (cut + 1) + " "));
            for (SocketChannel client : clients) client.close();
            server.awaitOut("#1 127.0.0.1:");
            server.awaitOut("#10 127.0.0.1:");
            server.awaitOut("closed by client");
            // and are served now, though a thread that ends still counts for a moment
            String answer = "";
            while (answer.isEmpty()) {
                try {
                    answer = ask(server);
                } catch (IOException e) {
                    // cut off for want of a thread
                }
            }
            assertEquals("hola", answer);
            assertEquals(0, server.type("quit").exit());
        }
    }

    private static String ask(Run server) throws Exception {
        try (SocketChannel client = connect(server.port())) {
            send(client, "hola");
            return read(client, 4);
        }
    }

    @Test
    void wrongKindsOfThreadsAreWrongUsage() throws Exception {
        for (String kind : List.of("x", "pool:0", "pool:", "pool:x", "")) {
            Run.Done run = refused("--threads", kind);
            assertEquals(2, run.exit(), kind);
            assertEquals(2, run.err().size(), run.err().toString());
        }
    }

    @Test
    void theDemoShowsWhoWaitsForWhom() throws Exception {
        Run demo = Run.program("demo");
        assertEquals(0, demo.exit());
        String rows = String.join("\n", demo.out());
        assertTrue(
                rows.matches(
                        "(?s).*accept #1.*read 5, write 5.*accept #2.*read \\d+, write \\d+"
                                + ".*accept #3 +read ... +write ....*accept ... +read ... +write ... +read 5, write 5"
                                + ".*accept ... +read 5, write 5 +write ... +read ....*close.*"),
                rows);
        assertTrue(demo.out().stream().allMatch(Run::fits), rows);
        List<String> spanish = Run.program("demo", "--lang", "es").out();
        assertTrue(spanish.toString().contains("hilo"));
        assertTrue(spanish.stream().allMatch(Run::fits), spanish.toString());
    }
}
