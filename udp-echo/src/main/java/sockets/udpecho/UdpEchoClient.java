package sockets.udpecho;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
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
 * UDP echo client: a socket that has no address until it first sends (or binds, or connects), so
 * netstat does not show it before (step 3 of the practical); udp(7), sendto(2), recvfrom(2),
 * connect(2), epoll(7).
 */
final class UdpEchoClient implements Closeable {
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress server;
    private final UdpClientCalls calls;

    /** Opens the socket; sends nothing. */
    UdpEchoClient(InetSocketAddress server, Integer sourcePort, boolean broadcast, Explain explain)
            throws IOException {
        this.server = server;
        calls = new UdpClientCalls(server, explain);
        // socket: with the family that is meant, or Java opens AF_INET6
        channel = DatagramChannel.open(Addresses.family(server));
        calls.opened();
        selector = Selector.open();
        // a select needs a non-blocking socket: it waits for the answer, or until time is over
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        if (broadcast) {
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            calls.broadcastAllowed();
        }
        if (sourcePort != null) bind(sourcePort);
    }

    private void bind(int port) throws IOException {
        try {
            channel.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            calls.notBound(port, e);
            close();
            throw new Failure("bind", "port " + port, e).hint("hint.source-port");
        }
        calls.bound(port);
    }

    /** connect(2): the kernel remembers the peer, filters by it, and reports ICMP errors of it. */
    void connect() throws IOException {
        if (channel.getLocalAddress() == null) calls.boundByJava(true);
        try {
            channel.connect(server);
        } catch (IOException e) {
            close();
            throw new Failure("connect", Addresses.text(server), e);
        }
        calls.connected();
    }

    /** sendto(2), or send(2) if connected; before the first one Java binds the socket to a port. */
    void send(ByteBuffer message) throws IOException {
        boolean connected = channel.isConnected();
        // Java leaves this call out without a word; better to say so than to wait for an answer
        if (connected && !message.hasRemaining())
            throw new Failure("sendto", Addresses.text(server), Reason.EINVAL, "")
                    .hint("hint.udp.empty");
        int bytes = message.remaining();
        if (channel.getLocalAddress() == null) calls.boundByJava(false);
        try {
            if (connected) channel.write(message);
            else channel.send(message, server);
            calls.sent(connected, bytes);
        } catch (IOException e) {
            calls.notSent(connected, bytes, e);
            throw e;
        }
    }

    /**
     * Waits for a datagram and takes it, recvfrom(2): its sender, or null if none came within some
     * milliseconds (0: for ever) or {@link #wakeup} ended the wait.
     */
    InetSocketAddress receive(ByteBuffer answer, long millis) throws IOException {
        int ready = selector.select(millis);
        selector.selectedKeys().clear();
        calls.waited(millis, ready);
        if (ready == 0) return null;
        try {
            InetSocketAddress from = (InetSocketAddress) channel.receive(answer);
            calls.received(from, answer.position());
            return from;
        } catch (IOException e) {
            calls.notReceived(e);
            throw e;
        }
    }

    /** Ends a wait from another thread: a line was typed, or the user wants to stop. */
    synchronized void wakeup() {
        // a closed selector would throw: the keyboard may be a moment late
        if (selector.isOpen()) selector.wakeup();
    }

    @Override
    public synchronized void close() throws IOException {
        if (!selector.isOpen()) return;
        selector.close();
        channel.close();
        calls.closed();
    }
}
