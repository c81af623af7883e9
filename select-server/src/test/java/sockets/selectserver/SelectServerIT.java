package sockets.selectserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.ManyClients;
import sockets.common.Run;
import sockets.common.Tools;

/** The program as its user runs it: step 9 of the practical. */
@Timeout(600)
class SelectServerIT extends ManyClients {
    @Override
    protected String thread(int number) {
        return "";
    }

    @Test
    void oneThreadServesAll() throws Exception {
        Tools.need("ps");
        try (Run server = server("--quiet")) {
            List<SocketChannel> clients = new ArrayList<>();
            SocketChannel first = connect(server.port());
            send(first, "hola");
            assertEquals("hola", read(first, 4));
            int before = threads(server);
            for (int i = 0; i < 100; i++) {
                clients.add(connect(server.port()));
                send(clients.get(i), "hola");
                assertEquals("hola", read(clients.get(i), 4));
            }
            // the JVM may start one of its own meanwhile, but not one for each client
            assertTrue(threads(server) < before + 10, before + " threads before");
            for (SocketChannel client : clients) client.close();
            first.close();
        }
    }

    private static int threads(Run server) throws InterruptedException {
        return Run.of("ps", "-T", "-p", String.valueOf(server.pid())).out().size() - 1;
    }

    @Test
    void readsNoMoreThanMaxPendingFromAClientThatDoesNotRead() throws Exception {
        try (Run server = server("--max-pending", "100000");
                SocketChannel slow = SocketChannel.open()) {
            slow.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 16 * 1024);
            try (SocketChannel ana = connect(server.port())) {
                slow.connect(ana.getRemoteAddress());
                slow.configureBlocking(false);
                ByteBuffer out = ByteBuffer.allocate(64 << 20);
                for (int refused = 0; refused < 100; ) {
                    refused = slow.write(out) == 0 ? refused + 1 : 0;
                    send(ana, "x");
                    assertEquals("x", read(ana, 1));
                }
                assertTrue(out.position() > 100_000, "sent " + out.position());
                server.type("quit");
                // what it has read and could not write is at most what it may keep
                String end = server.awaitOut("#2 127.0.0.1:" + port(slow) + " closed by server: ");
                String[] words = end.split(" ");
                long pending = Long.parseLong(words[5]) - Long.parseLong(words[8]);
                assertEquals(100_000, pending, end);
                assertEquals(0, server.exit());
            }
        }
    }

    @Test
    void oneByteOfPendingIsEnough() throws Exception {
        try (Run server = server("--quiet", "--max-pending", "1");
                SocketChannel client = connect(server.port())) {
            send(client, "hola mundo");
            assertEquals("hola mundo", read(client, 10));
        }
    }

    @Test
    void explainTellsEachTurnOfTheLoop() throws Exception {
        try (Run server = server("--explain");
                SocketChannel client = connect(server.port())) {
            send(client, "hola");
            assertEquals("hola", read(client, 4));
            client.shutdownOutput();
            server.awaitOut("closed by client");
            server.terminate();
            String trace = String.join("\n", server.err());
            assertTrue(
                    trace.matches(
                            "(?s).*epoll_wait\\(for ever\\) = 1 \\| Selector.select \\| [^\n]* listener: accept;"
                                    + ".*accept\\(\\) = #1 127.*#1: read;"
                                    + ".*read\\(#1, 65536\\) = 4.*write\\(#1, 4\\) = 4.*#1: read;"
                                    + ".*read\\(#1, 65536\\) = 0 .*shutdown\\(#1, SHUT_WR\\) = 0[^\n]*\\(by Java\\)"
                                    + ".*close\\(#1\\) = 0[^\n]*\\(by Java\\).*"),
                    trace);
        }
    }

    @Test
    void theDemoShowsThatNobodyWaitsForTheSlowOne() throws Exception {
        Run demo = Run.program("demo");
        assertEquals(0, demo.exit());
        String rows = String.join("\n", demo.out());
        assertTrue(
                rows.matches(
                        "(?s).*listener +accept #1.*#1 read +#1 read 5, write 5.*accept #2.*#2 .*262144 bytes"
                                + ".*accept #3.*#3 read +#3 read 5, write 5 +#2: 262144 bytes"
                                + ".*#1 read +#1 read 5, write 5 +#2: 262144 bytes.*close #.*"),
                rows);
        assertTrue(demo.out().stream().allMatch(Run::fits), rows);
        List<String> spanish = Run.program("demo", "--lang", "es").out();
        assertTrue(spanish.toString().contains("vuelta"));
        assertTrue(spanish.stream().allMatch(Run::fits), spanish.toString());
    }
}
