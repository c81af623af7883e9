package sockets.trace;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import sockets.common.net.Addresses;
import sockets.common.text.OperatingSystem;

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
        fd.of(this);
        six = TracingProvider.isSix(family);
        fd.tellSocket((six ? "AF_INET6" : "AF_INET") + ", SOCK_STREAM", OPEN, "socket.listener");
        if (!OperatingSystem.name().equals("windows"))
            fd.tellJavas("setsockopt", "SO_REUSEADDR, 1", Result.of(0), OPEN, "reuse.java");
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
        String java = "ServerSocketChannel.bind";
        try {
            jdk.bind(local, backlog);
        } catch (IOException e) {
            fd.failed("bind", Descriptor.local(local, six), java, e);
            throw e;
        }
        // with the port that the system has chosen, if none was asked for
        fd.tell("bind", Addresses.text(jdk.getLocalAddress()), Result.of(0), java, "bind.stream");
        int queue = backlog < 1 ? BACKLOG : backlog;
        fd.tell("listen", String.valueOf(queue), Result.of(0), java, "listen", queue + 1L);
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
            fd.tell("accept", "", Result.AGAIN, java, "accept.none");
            return null;
        }
        Descriptor accepted = fd.tracer().accepted();
        String from = Addresses.text(client.getRemoteAddress());
        fd.tell("accept", "", Result.opened(accepted.number(), from), java, "accept");
        return new TracedStream(provider(), client, six, accepted);
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return jdk.getLocalAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        boolean unbound = jdk.isOpen() && jdk.getLocalAddress() == null;
        String why = unbound ? "close.unbound" : "close.listener";
        Closing.close(this, "ServerSocketChannel.close", why);
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
