package sockets.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.Translations;
import sockets.common.text.Texts;

/** Channels that tell are channels as all others, and tell what they do. */
@Timeout(600)
class TracingProviderTest {
    private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final TracingProvider sockets =
            new TracingProvider(SelectorProvider.provider(), new Tracer("server", this::note));

    /** Each call has a text in both languages; without one this throws. */
    private final Explained inEnglish = new Explained(new Texts("en"), "server", lines::add);

    private final Explained inSpanish = new Explained(new Texts("es"), "client", line -> {});

    private void note(Call call) {
        inEnglish.accept(call);
        inSpanish.accept(call);
        synchronized (calls) {
            calls.add(call.text() + (call.byJava() ? " (by Java)" : ""));
            calls.notifyAll();
        }
    }

    /** Without the numbers of ports, which differ. */
    private List<String> told() {
        synchronized (calls) {
            return calls.stream()
                    .filter(call -> !call.endsWith(" <unfinished ...>"))
                    .map(call -> call.replaceAll("127\\.0\\.0\\.1:[1-9]\\d*", "127.0.0.1:PORT"))
                    .toList();
        }
    }

    private void await(String call) throws InterruptedException {
        synchronized (calls) {
            while (!calls.contains(call)) calls.wait();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private ServerSocketChannel listener() throws IOException {
        return sockets.openServerSocketChannel(StandardProtocolFamily.INET).bind(ANY, 5);
    }

    private SocketChannel client(SocketAddress server) throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET);
        client.connect(server);
        return client;
    }

    @Test
    void datagramsAreToldFromTheSocketToItsClose() throws Exception {
        try (DatagramChannel server = sockets.openDatagramChannel(StandardProtocolFamily.INET);
                DatagramChannel client = sockets.openDatagramChannel(StandardProtocolFamily.INET)) {
            server.bind(ANY);
            client.send(bytes("hola"), server.getLocalAddress());
            ByteBuffer in = ByteBuffer.allocate(10);
            SocketAddress from = server.receive(in);
            client.connect(server.getLocalAddress());
            server.connect(from);
            server.configureBlocking(false);
            assertNull(server.receive(in));
        }
        assertEquals(
                List.of(
                        "socket(AF_INET, SOCK_DGRAM) = fd",
                        "socket(AF_INET, SOCK_DGRAM) = fd2",
                        "bind(127.0.0.1:0) = 0",
                        "bind(fd2, 0.0.0.0:0) = 0 (by Java)",
                        "sendto(fd2, 127.0.0.1:PORT, 4) = 4",
                        "recvfrom(10) = 4 from 127.0.0.1:PORT",
                        "connect(fd2, 127.0.0.1:PORT) = 0",
                        "recvfrom(fd2) = -1 EAGAIN (by Java)",
                        "connect(127.0.0.1:PORT) = 0",
                        "recvfrom() = -1 EAGAIN (by Java)",
                        "recvfrom(6) = -1 EAGAIN",
                        "close(fd2) = 0",
                        "close() = 0"),
                told());
    }

    @Test
    void aConnectionIsToldFromBothEnds() throws Exception {
        try (ServerSocketChannel listener = listener();
                SocketChannel client = sockets.openSocketChannel(StandardProtocolFamily.INET)) {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.connect(listener.getLocalAddress());
            try (SocketChannel server = listener.accept()) {
                client.write(bytes("hola"));
                client.shutdownOutput();
                ByteBuffer in = ByteBuffer.allocate(10);
                assertEquals(4, server.read(in));
                assertEquals(-1, server.read(in));
            }
        }
        assertEquals(
                List.of(
                        "socket(AF_INET, SOCK_STREAM) = fd",
                        "setsockopt(SO_REUSEADDR, 1) = 0 (by Java)",
                        "bind(127.0.0.1:PORT) = 0",
                        "listen(5) = 0",
                        "socket(AF_INET, SOCK_STREAM) = fd2",
                        "setsockopt(fd2, TCP_NODELAY, 1) = 0",
                        "connect(fd2, 127.0.0.1:PORT) = 0",
                        "accept() = #1 127.0.0.1:PORT",
                        "write(fd2, 4) = 4",
                        "shutdown(fd2, SHUT_WR) = 0",
                        "read(#1, 10) = 4",
                        "read(#1, 6) = 0",
                        "close(#1) = 0",
                        "close(fd2) = 0",
                        "close() = 0"),
                told());
    }

    @Test
    void aCallThatFailsIsToldWithItsError() throws Exception {
        try (ServerSocketChannel listener = listener();
                ServerSocketChannel second = sockets.openServerSocketChannel()) {
            assertThrows(IOException.class, () -> second.bind(listener.getLocalAddress()));
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            await("bind(fd2, 127.0.0.1:" + port + ") = -1 EADDRINUSE");
        }
    }

    @Test
    void whatWaitsIsToldBeforeItComesBack() throws Exception {
        try (ServerSocketChannel listener = listener()) {
            Thread waiting = new Thread(() -> assertThrows(IOException.class, listener::accept));
            waiting.start();
            await("accept() <unfinished ...>");
            listener.close();
            waiting.join();
            // the kernel was asked once, and has not answered
            assertFalse(told().stream().anyMatch(call -> call.startsWith("accept() =")));
        }
    }

    @Test
    void aSelectorHasTheKeysAndTheReadySetThatItsContractAsksFor() throws Exception {
        try (ServerSocketChannel listener = listener();
                Selector selector = sockets.openSelector();
                SocketChannel client = client(listener.getLocalAddress())) {
            SocketChannel server = listener.accept();
            server.configureBlocking(false);
            Object attached = new Object();
            SelectionKey key = server.register(selector, SelectionKey.OP_READ, attached);
            assertSame(server, key.channel());
            assertSame(selector, key.selector());
            assertSame(attached, key.attachment());
            assertSame(key, server.keyFor(selector));
            assertEquals(Set.of(key), selector.keys());
            assertEquals(0, selector.selectNow());

            client.write(bytes("hola"));
            assertEquals(1, selector.select());
            assertEquals(Set.of(key), selector.selectedKeys());
            assertTrue(key.isReadable());
            // not taken out: it stays, and nothing new is ready
            assertEquals(0, selector.select());
            assertEquals(Set.of(key), selector.selectedKeys());
            // what was ready stays in the set beside what comes to be
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            assertEquals(1, selector.select());
            assertEquals(SelectionKey.OP_READ | SelectionKey.OP_WRITE, key.readyOps());
            selector.selectedKeys().clear();

            List<SelectionKey> seen = new ArrayList<>();
            assertEquals(1, selector.select(seen::add));
            assertEquals(List.of(key), seen);

            key.cancel();
            assertFalse(key.isValid());
            assertThrows(CancelledKeyException.class, key::readyOps);
            // it may block again at once, and be registered anew
            server.configureBlocking(true);
            assertEquals(4, server.read(ByteBuffer.allocate(4)));
            server.configureBlocking(false);
            selector.selectNow();
            assertEquals(Set.of(), selector.keys());
            SelectionKey again = server.register(selector, SelectionKey.OP_READ);
            assertEquals(Set.of(again), selector.keys());

            selector.wakeup();
            assertEquals(0, selector.select());
            server.close();
            assertFalse(again.isValid());
            selector.selectNow();
            List<String> told = told();
            assertEquals(
                    List.of(
                            "shutdown(#1, SHUT_WR) = 0 (by Java)",
                            "close(#1) = 0 (by Java)",
                            "epoll_wait(0 ms) = 0"),
                    told.subList(told.size() - 3, told.size()));
            selector.close();
            assertThrows(ClosedSelectorException.class, selector::selectNow);
            assertThrows(ClosedSelectorException.class, selector::keys);
        }
    }

    @Test
    void theShutdownOfAConnectionThatWasResetAfterItsEndFails() throws Exception {
        try (ServerSocketChannel listener = listener();
                Selector selector = sockets.openSelector()) {
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            SocketChannel server = listener.accept();
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_READ);
            client.shutdownOutput();
            selector.select();
            assertEquals(-1, server.read(ByteBuffer.allocate(4)));
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
            server.close();
            List<String> told = told();
            assertEquals(
                    "shutdown(#1, SHUT_WR) = -1 ENOTCONN (by Java)", told.get(told.size() - 1));
        }
    }

    @Test
    void aSocketIsToldClosedByTheSelectorThatForgetsItLast() throws Exception {
        try (ServerSocketChannel listener = listener();
                Selector first = sockets.openSelector();
                Selector second = sockets.openSelector();
                SocketChannel client = client(listener.getLocalAddress())) {
            SocketChannel server = listener.accept();
            server.configureBlocking(false);
            SelectionKey key = server.register(first, SelectionKey.OP_READ);
            server.register(second, SelectionKey.OP_READ);
            client.write(bytes("hola"));
            server.close();
            assertFalse(key.isValid());
            first.selectNow();
            assertFalse(told().contains("close(#1) = 0 (by Java)"));
            second.selectNow();
            assertTrue(told().contains("close(#1) = 0 (by Java)"));
        }
    }

    @Test
    void aKeyThatIsCancelledDuringASelectIsForgottenByTheNext() throws Exception {
        try (ServerSocketChannel listener = listener();
                Selector selector = sockets.openSelector();
                SocketChannel client = client(listener.getLocalAddress())) {
            SocketChannel server = listener.accept();
            server.configureBlocking(false);
            SelectionKey key = server.register(selector, SelectionKey.OP_READ);
            Thread other =
                    new Thread(
                            () -> {
                                try {
                                    await("epoll_wait(for ever) <unfinished ...>");
                                } catch (InterruptedException e) {
                                    return;
                                }
                                key.cancel();
                                selector.wakeup();
                            });
            other.start();
            assertEquals(0, selector.select());
            other.join();
            server.close();
            assertFalse(told().contains("close(#1) = 0 (by Java)"));
            selector.selectNow();
            assertTrue(told().contains("close(#1) = 0 (by Java)"));
            assertTrue(client.isOpen());
        }
    }

    @Test
    void aSelectorThatIsClosedEndsItsSelect() throws Exception {
        Selector selector = sockets.openSelector();
        Thread other =
                new Thread(
                        () -> {
                            try {
                                await("epoll_wait(for ever) <unfinished ...>");
                                selector.close();
                            } catch (InterruptedException | IOException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        other.start();
        assertEquals(0, selector.select());
        other.join();
        assertThrows(ClosedSelectorException.class, selector::select);
        assertTrue(told().contains("epoll_wait(for ever) = 0"));
    }

    @Test
    void anInterruptClosesTheChannel() throws Exception {
        try (ServerSocketChannel listener = listener()) {
            Thread waiting = new Thread(() -> assertThrows(IOException.class, listener::accept));
            waiting.start();
            await("accept() <unfinished ...>");
            waiting.interrupt();
            waiting.join();
            assertFalse(listener.isOpen());
            assertTrue(told().contains("close() = 0"));
        }
    }

    @Test
    void aSelectorTakesChannelsThatDoNotTell() throws Exception {
        Pipe pipe = sockets.openPipe();
        try (Selector selector = sockets.openSelector()) {
            pipe.source().configureBlocking(false);
            SelectionKey key = pipe.source().register(selector, SelectionKey.OP_READ);
            pipe.sink().write(bytes("hola"));
            assertEquals(1, selector.select());
            assertTrue(key.isReadable());
            assertSame(pipe.source(), key.channel());
        } finally {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Test
    void whatJavaDoesNotAskTheKernelIsNotTold() throws Exception {
        try (DatagramChannel one = sockets.openDatagramChannel(StandardProtocolFamily.INET);
                DatagramChannel two = sockets.openDatagramChannel(StandardProtocolFamily.INET)) {
            one.bind(ANY);
            two.bind(ANY).connect(one.getLocalAddress());
            int before = told().size();
            ByteBuffer none = ByteBuffer.allocate(0);
            assertEquals(0, two.write(none));
            assertEquals(0, two.write(new ByteBuffer[] {none}));
            InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere", 1);
            assertThrows(UnresolvedAddressException.class, () -> one.send(bytes("hola"), nowhere));
            assertEquals(before, told().size(), () -> told().toString());
            two.write(new ByteBuffer[] {bytes("ho"), bytes("la")});
            ByteBuffer in = ByteBuffer.allocate(10);
            one.receive(in);
            assertEquals(4, in.position());
            two.disconnect();
            List<String> last = told().subList(before, told().size());
            List<String> expected =
                    List.of(
                            "sendmsg(fd2, 4 in 2) = 4",
                            "recvfrom(10) = 4 from 127.0.0.1:PORT",
                            "connect(fd2, AF_UNSPEC) = 0",
                            "bind(fd2, 127.0.0.1:PORT) = 0 (by Java)");
            assertEquals(expected, last);
        }
    }

    @Test
    void aConnectThatFailsLaterIsToldWithItsError() throws Exception {
        try (Selector selector = sockets.openSelector();
                ServerSocketChannel listener = listener();
                SocketChannel client = sockets.openSocketChannel(StandardProtocolFamily.INET)) {
            SocketAddress gone = listener.getLocalAddress();
            listener.close();
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_CONNECT);
            try {
                if (!client.connect(gone)) {
                    selector.select();
                    assertThrows(IOException.class, client::finishConnect);
                    assertTrue(told().contains("poll(fd2) = 1, SO_ERROR ECONNREFUSED"));
                }
            } catch (ConnectException e) {
                // known at once
                assertTrue(told().contains("connect(fd2, 127.0.0.1:PORT) = -1 ECONNREFUSED"));
            }
            // as Java's own channel is
            assertFalse(client.isOpen());
        }
    }

    @Test
    void onlyAConnectionSendsFinWhenItIsClosed() throws Exception {
        List<Call> all = new ArrayList<>();
        SelectorProvider own = Tracer.sockets("me", all::add);
        try (ServerSocketChannel listener = listener()) {
            own.openSocketChannel(StandardProtocolFamily.INET).close();
            try (SocketChannel client = own.openSocketChannel(StandardProtocolFamily.INET)) {
                client.connect(listener.getLocalAddress());
            }
        }
        List<String> closes =
                all.stream().filter(call -> call.name().equals("close")).map(Call::why).toList();
        assertEquals(List.of("close.unconnected", "close.stream"), closes);
    }

    @Test
    void theReadyOnesAreHandedOverInTheOrderInWhichTheyAreTold() throws Exception {
        try (ServerSocketChannel listener = listener();
                Selector selector = sockets.openSelector()) {
            List<SocketChannel> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(client(listener.getLocalAddress()));
                SocketChannel server = listener.accept();
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_WRITE, "#" + (i + 1) + ": write");
            }
            List<String> seen = new ArrayList<>();
            assertEquals(5, selector.select(key -> seen.add((String) key.attachment())));
            String line = lines.get(lines.size() - 1);
            assertTrue(line.contains("ready are " + String.join(", ", seen) + ";"), line);
            for (SocketChannel client : clients) client.close();
        }
    }

    @Test
    void aConnectThatDoesNotWaitIsTold() throws Exception {
        try (ServerSocketChannel listener = listener();
                Selector selector = sockets.openSelector();
                SocketChannel client = sockets.openSocketChannel(StandardProtocolFamily.INET)) {
            client.configureBlocking(false);
            boolean at = client.connect(listener.getLocalAddress());
            SelectionKey key = client.register(selector, SelectionKey.OP_CONNECT);
            if (!at) {
                while (!client.finishConnect()) selector.select();
                assertTrue(told().contains("connect(fd2, 127.0.0.1:PORT) = -1 EINPROGRESS"));
                assertTrue(told().contains("poll(fd2) = 1"));
            }
            assertTrue(client.isConnected() && key.isValid());
        }
    }

    @Test
    void bothLanguagesExplainTheSameCalls() {
        assertEquals(Set.of(), Translations.oneSided(Explained.class));
        assertEquals(Set.of(), Translations.differentArguments(Explained.class));
        assertEquals(Set.of(), Translations.withoutForms(Explained.class));
    }
}
