package sockets.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.libc.Linux.*;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import sockets.common.net.Addresses;
import sockets.trace.Call;
import sockets.trace.Tracer;

/** What a descriptor tells of its calls: each, as it was made, and nothing else. */
class TellingTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final Tracer tracer = new Tracer("me", calls::add);

    /** The lines that were told since the last time. */
    private List<String> told() {
        List<String> lines = calls.stream().map(Call::text).toList();
        calls.clear();
        return lines;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void datagramsAreToldWithWhomTheyGoTo() throws Exception {
        Fd receiver = Fd.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, tracer, "test");
        try (Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            receiver.bind(ANY_PORT);
            assertEquals(
                    List.of(
                            "socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP) = " + receiver.number(),
                            "bind(127.0.0.1:0) = 0"),
                    told());
            String to = Addresses.text(receiver.getsockname());
            sender.tell(tracer, "").sendto(utf8("hola"), 0, receiver.getsockname());
            sender.sendto(new byte[100], MSG_DONTWAIT, receiver.getsockname());
            receiver.recv(1000, 0);
            receiver.recv(1000, MSG_PEEK);
            Message message = new Message(1000, 0);
            receiver.recvmsg(message, MSG_TRUNC);
            assertThrows(LibcException.class, () -> receiver.recvmsg(message, MSG_DONTWAIT));
            assertEquals(
                    List.of(
                            "sendto(" + to + ", \"hola\") = 4",
                            "sendto(" + to + ", 100, MSG_DONTWAIT) = 100",
                            "recv(1000) = 4 \"hola\"",
                            "recv(1000, MSG_PEEK) = 100",
                            "recvmsg(MSG_TRUNC) = 100",
                            "recvmsg(MSG_DONTWAIT) = -1 EAGAIN"),
                    told());
        }
        receiver.close();
        receiver.close();
        assertEquals(2, calls.size(), "each closed once");
        assertEquals("close.test", calls.get(1).why());
        assertEquals("LibC.close", calls.get(1).java());
    }

    @Test
    void connectionsAreToldWithBothEnds() throws Exception {
        try (Fd listener = Fd.socket(AF_INET, SOCK_STREAM, 0).tell(tracer, "");
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0).tell(tracer, "")) {
            listener.bind(ANY_PORT);
            listener.listen(3);
            client.connect(listener.getsockname());
            Poll.once(listener, POLLIN, 10_000);
            try (Fd server = listener.accept4(0)) {
                client.send(utf8("x"), 0);
                client.shutdown(SHUT_WR);
                server.recv(10, 0);
                String from = Addresses.text(client.getsockname());
                assertEquals(
                        List.of(
                                "bind(127.0.0.1:0) = 0",
                                "listen(3) = 0",
                                "connect(" + Addresses.text(listener.getsockname()) + ") = 0",
                                "poll(POLLIN, 10000 ms) = 1",
                                "accept() = " + server.number() + " " + from,
                                "send(\"x\") = 1",
                                "shutdown(SHUT_WR) = 0"),
                        told());
            }
        }
    }

    @Test
    void optionsAreToldByNameAndFailuresWithTheirErrno() throws Exception {
        try (Fd fd = Fd.socket(AF_INET, SOCK_STREAM, 0);
                Fd udp = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            fd.tell(tracer, "");
            // of TCP a filter asks for a privilege
            udp.tell(tracer, "");
            fd.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            fd.getsockopt(IPPROTO_TCP, TCP_NODELAY);
            fd.setsockopt(SOL_SOCKET, SO_LINGER, new byte[8], "{off, 0 s}");
            udp.attach(Instruction.ret(-1));
            LibcException e =
                    assertThrows(LibcException.class, () -> fd.setsockopt(SOL_SOCKET, SO_ERROR, 1));
            assertTrue(e.getMessage().startsWith("setsockopt SO_ERROR 1: "), e.getMessage());
            assertThrows(LibcException.class, () -> fd.getsockopt(SOL_PACKET, 6));
            assertThrows(LibcException.class, fd::getpeername);
            assertEquals(
                    List.of(
                            "setsockopt(TCP_NODELAY, 1) = 0",
                            "getsockopt(TCP_NODELAY, [1]) = 0",
                            "setsockopt(SO_LINGER, {off, 0 s}) = 0",
                            "setsockopt(SO_ATTACH_FILTER, 1 instruction) = 0",
                            "setsockopt(SO_ERROR, 1) = -1 ENOPROTOOPT",
                            "getsockopt(PACKET_STATISTICS) = -1 EOPNOTSUPP"),
                    told());
        }
    }

    @Test
    void whoPollsInVainTellsItOnce() throws Exception {
        try (Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            fd.bind(ANY_PORT);
            fd.tell(tracer, "");
            Message message = new Message(10, 0);
            for (int i = 0; i < 5; i++) {
                assertThrows(LibcException.class, () -> fd.recvmsg(message, MSG_DONTWAIT));
                assertEquals(0, Poll.once(fd, POLLIN, 1));
            }
            sender.sendto(utf8("x"), 0, fd.getsockname());
            assertEquals(POLLIN, Poll.once(fd, POLLIN, 10_000));
            fd.recvmsg(message, MSG_DONTWAIT);
            assertEquals(0, Poll.once(fd, POLLIN, 1));
            assertEquals(
                    List.of(
                            "recvmsg(MSG_DONTWAIT) = -1 EAGAIN",
                            "poll(POLLIN, 1 ms) = 0",
                            "poll(POLLIN, 10000 ms) = 1",
                            "recvmsg(MSG_DONTWAIT) = 1",
                            "poll(POLLIN, 1 ms) = 0"),
                    told());
        }
    }

    @Test
    void aPollThatWaitsIsToldWhileItWaits() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Tracer watched =
                new Tracer(
                        "me",
                        call -> {
                            calls.add(call);
                            if (call.isUnfinished()) waits.countDown();
                        });
        try (Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            fd.bind(ANY_PORT);
            Poll poll = new Poll(watched);
            poll.add(fd, POLLIN);
            Thread other =
                    new Thread(
                            () -> {
                                try {
                                    waits.await();
                                    sender.sendto(utf8("x"), 0, fd.getsockname());
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            other.start();
            assertEquals(1, poll.await(-1));
            other.join();
            assertEquals(
                    List.of(
                            "poll(1 socket, for ever) <unfinished ...>",
                            "poll(1 socket, for ever) = 1"),
                    told());
        }
    }

    @Test
    void aSocketThatCannotBeMadeIsToldToo() {
        assertThrows(LibcException.class, () -> Fd.socket(AF_INET, SOCK_STREAM, 200, tracer, ""));
        assertEquals(List.of("socket(AF_INET, SOCK_STREAM, 200) = -1 EPROTONOSUPPORT"), told());
    }
}
