package sockets.udpecho;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * UDP echo client: a socket that has no address until it first sends (or binds, or connects), so
 * netstat does not show it before (step 3 of the practical); udp(7), sendto(2), recvfrom(2),
 * connect(2), epoll(7).
 */
final class UdpEchoClient implements Closeable {
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress server;
    private final boolean broadcast;

    /** Opens the socket; sends nothing. */
    UdpEchoClient(
            SelectorProvider sockets,
            InetSocketAddress server,
            Integer sourcePort,
            boolean broadcast)
            throws IOException {
        this.server = server;
        this.broadcast = broadcast;
        // socket: with the family that is meant, or Java opens AF_INET6
        channel = sockets.openDatagramChannel(Addresses.family(server));
        selector = sockets.openSelector();
        // a select needs a non-blocking socket: it waits for the answer, or until time is over
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        if (broadcast) channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        if (sourcePort != null) bind(sourcePort);
    }

    private void bind(int port) throws IOException {
        try {
            channel.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            close();
            throw new Failure("bind", "port " + port, e).hint("hint.source-port");
        }
    }

    /** connect(2): the kernel remembers the peer, filters by it, and reports ICMP errors of it. */
    void connect() throws IOException {
        try {
            channel.connect(server);
        } catch (IOException e) {
            close();
            throw new Failure("connect", Addresses.text(server), e);
        }
    }

    /** sendto(2), or send(2) if connected; before the first one Java binds the socket to a port. */
    void send(ByteBuffer message) throws IOException {
        boolean connected = channel.isConnected();
        // Java leaves this call out without a word; better to say so than to wait for an answer
        if (connected && !message.hasRemaining())
            throw new Failure("sendto", Addresses.text(server), Reason.EINVAL, "")
                    .hint("hint.udp.empty");
        if (connected) channel.write(message);
        else channel.send(message, server);
    }

    /**
     * Waits for a datagram and takes it, recvfrom(2): its sender, or null if none came within some
     * milliseconds (0: for ever) or {@link #wakeup} ended the wait.
     */
    InetSocketAddress receive(ByteBuffer answer, long millis) throws IOException {
        int ready = selector.select(millis);
        selector.selectedKeys().clear();
        if (ready == 0) return null;
        InetSocketAddress from = (InetSocketAddress) channel.receive(answer);
        // a broadcast comes back to who sends it
        if (from != null && !broadcast && isSelf(from))
            throw new Failure("recvfrom", Addresses.text(from), Reason.SELF, "").hint("hint.self");
        return from;
    }

    /** True if our own datagram has come back: we have the port that we send to. */
    private boolean isSelf(InetSocketAddress from) throws IOException {
        int own = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        return from.getPort() == own && Addresses.isLocal(from.getAddress());
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
    }
}
