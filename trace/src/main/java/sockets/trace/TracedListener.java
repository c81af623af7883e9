package sockets.trace;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import sockets.common.Addresses;
import sockets.common.Reachable;

/** A listening channel that tells its calls; another one makes them. */
final class TracedListener extends ServerSocketChannel implements Traced {
    private static final String OPEN = "ServerSocketChannel.open";

    /** What Java makes of a backlog below 1. */
    private static final int BACKLOG = 50;

    private final ServerSocketChannel jdk;
    private final Descriptor fd;
    private final boolean six;

    TracedListener(
            SelectorProvider provider,
            ServerSocketChannel jdk,
            ProtocolFamily family,
            Descriptor fd) {
        super(provider);
        this.jdk = jdk;
        this.fd = fd;
        six = family != StandardProtocolFamily.INET;
        fd.tellSocket((six ? "AF_INET6" : "AF_INET") + ", SOCK_STREAM", OPEN, "socket.listener");
        if (!Reachable.system().equals("windows"))
            fd.tellJavas("setsockopt", "SO_REUSEADDR, 1", "0", OPEN, "reuse.java");
    }

    @Override
    public ServerSocketChannel jdk() {
        return jdk;
    }

    @Override
    public Descriptor fd() {
        return fd;
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        String wanted = local == null ? (six ? "[::]:0" : "0.0.0.0:0") : Addresses.text(local);
        String java = "ServerSocketChannel.bind";
        fd.make(() -> jdk.bind(local, backlog), "bind", wanted, java, "bind.stream");
        int queue = backlog < 1 ? BACKLOG : backlog;
        fd.tell("listen", String.valueOf(queue), 0, java, "listen", queue + 1L);
        return this;
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        String java = "ServerSocketChannel.setOption";
        fd.setOption(() -> jdk.setOption(name, value), name, value, java);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return jdk.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return jdk.supportedOptions();
    }

    @Override
    public ServerSocket socket() {
        return jdk.socket();
    }

    @Override
    public SocketChannel accept() throws IOException {
        String java = "ServerSocketChannel.accept";
        SocketChannel client = fd.await(jdk::accept, "accept", "", java);
        if (client == null) {
            fd.tell("accept", "", Descriptor.AGAIN, java, "accept.none");
            return null;
        }
        Descriptor accepted = fd.tracer().accepted();
        String from = Addresses.text(client.getRemoteAddress());
        fd.tell("accept", "", accepted.number() + " " + from, java, "accept");
        return new TracedStream(provider(), client, accepted);
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return jdk.getLocalAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        Closing.close(this, "ServerSocketChannel.close", "close.listener");
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        Closing.configureBlocking(this, block);
    }

    @Override
    public String toString() {
        return jdk.toString();
    }
}
