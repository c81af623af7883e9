package sockets.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.libc.Linux.*;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.Tools;
import sockets.common.text.Texts;

/** The calls on real sockets of this machine. */
@Timeout(600)
class FdTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Fd udp(InetSocketAddress address) throws IOException {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        fd.bind(address);
        return fd;
    }

    @Test
    void aTcpConnectionPassesThroughEachCall() throws Exception {
        for (String host : new String[] {"127.0.0.1", "::1"}) {
            int family = host.equals("::1") ? AF_INET6 : AF_INET;
            try (Fd listener = Fd.socket(family, SOCK_STREAM, 0);
                    Fd client = Fd.socket(family, SOCK_STREAM, 0)) {
                listener.bind(new InetSocketAddress(host, 0));
                listener.listen(5);
                InetSocketAddress address = listener.getsockname();
                assertNotEquals(0, address.getPort());
                client.connect(address);
                try (Fd server = listener.accept4(0)) {
                    assertEquals(client.getsockname(), server.getpeername());
                    assertEquals(4, client.send(utf8("hola"), 0));
                    assertArrayEquals(utf8("hola"), server.recv(100, 0));
                    client.shutdown(SHUT_WR);
                    assertEquals(0, server.recv(100, 0).length);
                }
            }
        }
    }

    @Test
    void aFailureTellsCallObjectErrnoAndWayOut() throws Exception {
        try (Fd taken = udp(ANY_PORT);
                Fd second = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            InetSocketAddress address = taken.getsockname();
            LibcException e = assertThrows(LibcException.class, () -> second.bind(address));
            assertTrue(e.is(Errno.EADDRINUSE));
            assertEquals(98, e.errno());
            assertEquals("EADDRINUSE", e.name());
            String line = e.line(new Texts("en", LibC.class));
            int port = address.getPort();
            String text = "bind 127.0.0.1:" + port + ": Address already in use (";
            assertTrue(line.startsWith(text), line);
            assertTrue(line.contains("'sport = :" + port + "'"), line);
        }
    }

    @Test
    void rawSocketsNameTheCapability() {
        LibcException e = new LibcException("socket", "AF_PACKET SOCK_RAW", 1);
        for (String language : List.of("en", "es")) {
            String line = e.line(new Texts(language, LibC.class));
            assertTrue(line.startsWith("socket AF_PACKET SOCK_RAW: Operation not permitted ("));
            assertTrue(line.contains("CAP_NET_RAW"), line);
        }
    }

    @Test
    void anUnknownErrnoHasTheLibrarysText() {
        LibcException e = new LibcException("socket", "x", 4000);
        assertEquals("errno 4000", e.name());
        assertTrue(e.text().contains("4000"), e.text());
    }

    @Test
    void aDatagramComesWithItsControlMessages() throws Exception {
        try (Fd receiver = udp(ANY_PORT);
                Fd sender = udp(ANY_PORT)) {
            receiver.setsockopt(IPPROTO_IP, IP_RECVTTL, 1);
            receiver.setsockopt(IPPROTO_IP, IP_RECVTOS, 1);
            sender.setsockopt(IPPROTO_IP, IP_TTL, 7);
            sender.sendto(utf8("hola mundo"), 0, receiver.getsockname());
            Message message = new Message(4, Cmsg.space(4) * 4);
            assertEquals(4, receiver.recvmsg(message, 0));
            assertEquals("hola", StandardCharsets.UTF_8.decode(message.data()).toString());
            assertEquals(MSG_TRUNC, message.flags() & MSG_TRUNC);
            assertEquals(sender.getsockname(), message.source());
            assertEquals(2, message.cmsgs().size());
            Cmsg ttl = message.cmsgs().get(0);
            assertEquals(IPPROTO_IP, ttl.level());
            assertEquals(IP_TTL, ttl.type());
            assertEquals(7, ttl.data().getInt());
        }
    }

    @Test
    void sendmsgTakesDestinationAndControl() throws Exception {
        try (Fd receiver = udp(ANY_PORT);
                Fd sender = udp(ANY_PORT)) {
            receiver.setsockopt(IPPROTO_IP, IP_RECVTTL, 1);
            Message out = new Message(100, Cmsg.space(4));
            out.data().put(utf8("hola")).flip();
            ByteBuffer ttl = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, 9);
            out.control(new Cmsg(IPPROTO_IP, IP_TTL, ttl));
            out.destination(Sockaddr.of(receiver.getsockname()));
            assertEquals(4, sender.sendmsg(out, 0));
            Message in = new Message(100, Cmsg.space(4));
            assertEquals(4, receiver.recvmsg(in, 0));
            assertEquals(4, in.data().remaining());
            assertEquals(9, in.cmsgs().get(0).data().getInt());
        }
    }

    @Test
    void aMessageIsUsedForManyCalls() throws Exception {
        try (Fd receiver = udp(ANY_PORT);
                Fd sender = udp(ANY_PORT)) {
            Message message = new Message(100, 0);
            for (String text : new String[] {"uno", "", "tres datagramas"}) {
                sender.sendto(utf8(text), 0, receiver.getsockname());
                assertEquals(text.length(), receiver.recvmsg(message, 0));
                assertEquals(text, StandardCharsets.UTF_8.decode(message.data()).toString());
                assertEquals(List.of(), message.cmsgs());
            }
        }
    }

    @Test
    void optionsAreReadBackAsTheKernelKeepsThem() throws Exception {
        try (Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            fd.setsockopt(SOL_SOCKET, SO_RCVBUF, 65536);
            assertEquals(131072, fd.getsockopt(SOL_SOCKET, SO_RCVBUF));
            fd.setsockopt(SOL_SOCKET, SO_BINDTODEVICE, utf8("lo"));
            assertArrayEquals(utf8("lo\0"), fd.getsockopt(SOL_SOCKET, SO_BINDTODEVICE, 16));
            LibcException e =
                    assertThrows(LibcException.class, () -> fd.setsockopt(SOL_SOCKET, SO_ERROR, 1));
            assertTrue(e.is(Errno.ENOPROTOOPT));
        }
    }

    @Test
    void pollTellsWhichIsReady() throws Exception {
        try (Fd receiver = udp(ANY_PORT);
                Fd other = udp(ANY_PORT)) {
            assertEquals(0, Poll.once(receiver, POLLIN, 0));
            other.sendto(utf8("x"), 0, receiver.getsockname());
            Poll poll = new Poll();
            int first = poll.add(other, POLLIN);
            int second = poll.add(receiver, POLLIN);
            int third = poll.add(other, POLLOUT);
            assertEquals(2, poll.await(-1));
            assertEquals(0, poll.events(first));
            assertEquals(POLLIN, poll.events(second));
            assertEquals(POLLOUT, poll.events(third));
        }
    }

    @Test
    void anAttachedFilterDecides() throws Exception {
        try (Fd receiver = udp(ANY_PORT);
                Fd sender = udp(ANY_PORT)) {
            receiver.attach(Instruction.ret(0));
            sender.sendto(utf8("lost"), 0, receiver.getsockname());
            receiver.attach(Instruction.ret(-1));
            sender.sendto(utf8("kept"), 0, receiver.getsockname());
            assertArrayEquals(utf8("kept"), receiver.recv(100, 0));
        }
    }

    @Test
    void aFilterIsReadBackWithinTheRoomThereIs() throws Exception {
        try (Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            Instruction[] program = new Instruction[200];
            java.util.Arrays.fill(program, Instruction.ret(-1));
            fd.attach(program);
            assertEquals(1600, fd.getsockopt(SOL_SOCKET, SO_ATTACH_FILTER, 2000).length);
            // the kernel refuses rather than write past it
            LibcException e =
                    assertThrows(
                            LibcException.class,
                            () -> fd.getsockopt(SOL_SOCKET, SO_ATTACH_FILTER, 256));
            assertTrue(e.is(Errno.EINVAL));
            assertThrows(IllegalArgumentException.class, () -> fd.attach(new Instruction[5000]));
        }
    }

    @Test
    void aMessageThatReceivedSendsToItsDestinationAgain() throws Exception {
        try (Fd one = udp(ANY_PORT);
                Fd other = udp(ANY_PORT);
                Fd third = udp(ANY_PORT)) {
            one.setsockopt(IPPROTO_IP, IP_RECVTTL, 1);
            Message message = new Message(100, Cmsg.space(4) * 2);
            message.destination(Sockaddr.of(third.getsockname()));
            other.sendto(utf8("x"), 0, one.getsockname());
            one.recvmsg(message, 0);
            assertEquals(1, one.sendmsg(message, 0));
            assertArrayEquals(utf8("x"), third.recv(9, 0));
        }
    }

    @Test
    void roomForNothingIsRefused() throws Exception {
        try (Fd fd = udp(ANY_PORT)) {
            assertThrows(IllegalArgumentException.class, () -> fd.recv(-1, 0));
            assertThrows(IllegalArgumentException.class, () -> fd.recv(0, 0));
        }
    }

    @Test
    void afterCloseNoOtherSocketIsMeant() throws Exception {
        Fd fd = udp(ANY_PORT);
        fd.close();
        try (Fd next = udp(ANY_PORT)) {
            LibcException e = assertThrows(LibcException.class, fd::getsockname);
            assertTrue(e.is(Errno.EBADF));
        }
    }

    @Test
    void unixSocketsPass() throws Exception {
        byte[] name = Sockaddr.abstractUnix("sockets-test-" + ProcessHandle.current().pid());
        try (Fd listener = Fd.socket(AF_UNIX, SOCK_STREAM, 0);
                Fd client = Fd.socket(AF_UNIX, SOCK_STREAM, 0)) {
            listener.bind(name, "@test");
            listener.listen(1);
            client.connect(name, "@test");
            listener.accept4(0).close();
            assertNull(client.getsockname());
            assertEquals(0, client.recv(1, 0).length);
        }
        Fd[] pair = Fd.socketpair(AF_UNIX, SOCK_DGRAM, 0);
        pair[0].send(utf8("x"), 0);
        assertEquals(1, pair[1].recv(9, 0).length);
        for (Fd fd : pair) fd.close();
    }

    @Test
    void closedOnceOnly() throws Exception {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        fd.close();
        // the number may be another socket's by now
        try (Fd next = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            fd.close();
            assertEquals(SOCK_DGRAM, next.getsockopt(SOL_SOCKET, 3));
        }
    }

    @Test
    void interfacesHaveNumbers() throws Exception {
        List<NetInterface> all = NetInterface.all();
        NetInterface lo = all.stream().filter(i -> i.name().equals("lo")).findFirst().orElseThrow();
        assertEquals(lo.index(), NetInterface.index("lo"));
        LibcException e = assertThrows(LibcException.class, () -> NetInterface.index("nonesuch"));
        assertTrue(e.is(Errno.ENODEV));
    }

    @Test
    void aThreadMayHaveANetworkOfItsOwn() throws Exception {
        Tools.needNamespaces();
        Path network = Path.of("/proc/thread-self/ns/net");
        Path before = Files.readSymbolicLink(network);
        FutureTask<List<NetInterface>> task =
                new FutureTask<>(
                        () -> {
                            NetInterface.unshare();
                            List<NetInterface> own = NetInterface.all();
                            try (Fd fd = udp(new InetSocketAddress("0.0.0.0", 0))) {
                                // SIOCGIFMTU of lo: it comes back at 16
                                byte[] ifreq = Arrays.copyOf(utf8("lo"), 40);
                                fd.ioctl(0x8921, ifreq);
                                ByteBuffer in = ByteBuffer.wrap(ifreq);
                                assertEquals(65536, in.order(ByteOrder.nativeOrder()).getInt(16));
                                LibcException e =
                                        assertThrows(
                                                LibcException.class,
                                                () -> fd.ioctl(0x8921, new byte[40]));
                                assertTrue(e.is(Errno.ENODEV));
                            }
                            return own;
                        });
        new Thread(task).start();
        List<NetInterface> own = task.get();
        assertTrue(own.stream().anyMatch(i -> i.name().equals("lo")));
        assertFalse(own.stream().anyMatch(i -> i.name().startsWith("eth")));
        // only that one: this thread is where it was
        assertEquals(before, Files.readSymbolicLink(network));
    }

    @Test
    void errnoIsThatOfTheCallJustMade() throws Exception {
        Linux.require();
        for (int i = 0; i < 1000; i++) {
            assertEquals(-1, LibC.close(-1));
            assertEquals(Errno.EBADF.number(), Native.getLastError());
            assertEquals(-1, LibC.socket(4000, 0, 0));
            assertEquals(Errno.EAFNOSUPPORT.number(), Native.getLastError());
        }
    }

    @Test
    void getnameinfoWritesAnAddress() {
        byte[] address = Sockaddr.of(new InetSocketAddress("127.0.0.1", 80));
        byte[] host = new byte[100];
        int numeric = 1;
        int error = LibC.getnameinfo(address, address.length, host, host.length, null, 0, numeric);
        assertEquals(0, error);
        assertEquals("127.0.0.1", new String(host, 0, 9, StandardCharsets.UTF_8));
        assertEquals(0, host[9]);
    }
}
