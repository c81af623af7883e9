package sockets.trace;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Opens channels and selectors that tell their calls. They are made of those of another provider,
 * and programs use them as any others: none of their lines is about telling.
 */
public class TracingProvider extends SelectorProvider {
    private final SelectorProvider jdk;
    private final Tracer tracer;

    /** Makes its channels of those of another provider, Java's own for example. */
    public TracingProvider(SelectorProvider jdk, Tracer tracer) {
        this.jdk = jdk;
        this.tracer = tracer;
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return new TracedDatagram(this, jdk.openDatagramChannel(), null, tracer.opened());
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        DatagramChannel below = jdk.openDatagramChannel(family);
        return new TracedDatagram(this, below, family, tracer.opened());
    }

    @Override
    public Pipe openPipe() throws IOException {
        // no socket
        return jdk.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return new TracedSelector(this, jdk.openSelector(), tracer);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return new TracedListener(this, jdk.openServerSocketChannel(), null, tracer.opened());
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        ServerSocketChannel below = jdk.openServerSocketChannel(family);
        // sockets of one machine are another story
        if (family == StandardProtocolFamily.UNIX) return below;
        return new TracedListener(this, below, family, tracer.opened());
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return stream(jdk.openSocketChannel(), isSix(null));
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        SocketChannel below = jdk.openSocketChannel(family);
        if (family == StandardProtocolFamily.UNIX) return below;
        return stream(below, isSix(family));
    }

    /** Without a family Java opens a socket of IPv6, unless told otherwise. */
    static boolean isSix(ProtocolFamily family) {
        if (family == null) return !Boolean.getBoolean("java.net.preferIPv4Stack");
        return family != StandardProtocolFamily.INET;
    }

    private SocketChannel stream(SocketChannel below, boolean six) {
        Descriptor fd = tracer.opened();
        String family = six ? "AF_INET6" : "AF_INET";
        fd.tellSocket(family + ", SOCK_STREAM", "SocketChannel.open", "socket.stream");
        return new TracedStream(this, below, six, fd);
    }
}
