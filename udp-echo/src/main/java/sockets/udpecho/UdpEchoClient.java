package sockets.udpecho;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import sockets.common.Addresses;
import sockets.common.Explain;
import sockets.common.Failure;
import sockets.common.Reason;

/**
 * UDP echo client: a socket that has no address until it first sends, so netstat does not show it
 * before (step 3 of the practical); udp(7), sendto(2), recvfrom(2), connect(2), epoll(7).
 */
final class UdpEchoClient implements Closeable {
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress server;
    private final Explain explain;

    /** Opens the socket; sends nothing. */
    UdpEchoClient(InetSocketAddress server, Integer sourcePort, boolean broadcast, Explain explain)
            throws IOException {
        this.server = server;
        this.explain = explain;
        channel = DatagramChannel.open(Addresses.family(server));
        explain.socket(server, "SOCK_DGRAM", "DatagramChannel.open", "socket.udp.client");
        selector = Selector.open();
        // a select needs a non-blocking socket: it waits for the answer, or until time is over
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        if (broadcast) {
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            explain.call(
                    "setsockopt(SO_BROADCAST, 1) = 0", "DatagramChannel.setOption", "broadcast");
        }
        if (sourcePort != null) bind(sourcePort);
    }

    private void bind(int port) throws IOException {
        try {
            channel.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            close();
            throw new Failure("bind", "port " + port, e).hint("hint.source-port");
        }
        explain.call(
                "bind(" + any(port) + ") = 0", "DatagramChannel.bind", "bind.udp.client", port);
    }

    /** connect(2): the kernel remembers the peer, filters by it, and reports ICMP errors of it. */
    void connect() throws IOException {
        bindByJava("DatagramChannel.connect");
        String to = Addresses.text(server);
        try {
            channel.connect(server);
        } catch (IOException e) {
            close();
            throw new Failure("connect", to, e);
        }
        explain.call("connect(" + to + ") = 0", "DatagramChannel.connect", "connect.udp");
        // Java throws away what came before the connection
        explain.byJava("recvfrom() = -1 EAGAIN", "DatagramChannel.connect", "drain");
    }

    /** Sends a datagram; the first one gives the socket its port. */
    void send(ByteBuffer message) throws IOException {
        bindByJava("DatagramChannel.send");
        boolean connected = channel.isConnected();
        String java = connected ? "DatagramChannel.write" : "DatagramChannel.send";
        int bytes = message.remaining();
        String call = "sendto(" + (connected ? "" : Addresses.text(server) + ", ") + bytes + ") = ";
        try {
            if (connected) channel.write(message);
            else channel.send(message, server);
        } catch (IOException e) {
            explain.call(call + "-1 " + Reason.of(e).name(), java, "error");
            throw e;
        }
        explain.call(call + bytes, java, "sendto.client");
    }

    /** Java binds before the first send or connect; the kernel would do it in that call. */
    private void bindByJava(String java) throws IOException {
        if (channel.getLocalAddress() == null)
            explain.byJava("bind(" + any(0) + ") = 0", java, "bind.by-java");
    }

    private String any(int port) {
        return (Addresses.familyName(server).equals("AF_INET6") ? "[::]:" : "0.0.0.0:") + port;
    }

    /**
     * Waits for a datagram: its sender, or null if none came within some milliseconds (0: for ever)
     * or {@link #wakeup} ended the wait.
     */
    InetSocketAddress receive(ByteBuffer answer, long millis) throws IOException {
        int ready = selector.select(millis);
        selector.selectedKeys().clear();
        String wait = "epoll_wait(" + (millis == 0 ? "for ever" : millis + " ms") + ") = " + ready;
        explain.call(wait, "Selector.select", ready > 0 ? "epoll.ready" : "epoll.nothing");
        if (ready == 0) return null;
        String java = "DatagramChannel.receive";
        SocketAddress from;
        try {
            from = channel.receive(answer);
        } catch (IOException e) {
            explain.call("recvfrom() = -1 " + Reason.of(e).name(), java, "error");
            throw e;
        }
        String result =
                from == null ? "-1 EAGAIN" : answer.position() + " from " + Addresses.text(from);
        explain.call("recvfrom() = " + result, java, "recvfrom.client");
        return (InetSocketAddress) from;
    }

    /** Ends a wait from another thread: a line was typed, or the user wants to stop. */
    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
        explain.call("close() = 0", "DatagramChannel.close", "close.udp");
    }
}
