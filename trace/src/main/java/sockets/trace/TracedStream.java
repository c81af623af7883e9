package sockets.trace;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import sockets.common.net.Addresses;

/** A connection, or what becomes one, that tells its calls; another channel makes them. */
final class TracedStream extends SocketChannel implements Traced {
    private final SocketChannel jdk;
    private final boolean six;
    private final Descriptor fd;
    private volatile boolean connected;
    private volatile boolean broken;

    TracedStream(SelectorProvider provider, SocketChannel jdk, boolean six, Descriptor fd) {
        super(provider);
        this.jdk = jdk;
        this.six = six;
        this.fd = fd;
        connected = jdk.isConnected();
        fd.of(this);
    }

    @Override
    public SocketChannel jdk() {
        return jdk;
    }

    @Override
    public Descriptor fd() {
        return fd;
    }

    /** True if the connection ended by an error: there is nothing left to shut down. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public SocketChannel bind(SocketAddress local) throws IOException {
        String wanted = Descriptor.local(local, six);
        fd.make(() -> jdk.bind(local), "bind", wanted, "SocketChannel.bind", "bind.stream");
        return this;
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        fd.setOption(() -> jdk.setOption(name, value), name, value, "SocketChannel.setOption");
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
    public SocketChannel shutdownInput() throws IOException {
        String java = "SocketChannel.shutdownInput";
        fd.make(jdk::shutdownInput, "shutdown", "SHUT_RD", java, "shutdown.read");
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        String java = "SocketChannel.shutdownOutput";
        fd.make(jdk::shutdownOutput, "shutdown", "SHUT_WR", java, "shutdown");
        return this;
    }

    @Override
    public Socket socket() {
        return jdk.socket();
    }

    @Override
    public boolean isConnected() {
        return jdk.isConnected();
    }

    @Override
    public boolean isConnectionPending() {
        return jdk.isConnectionPending();
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
        String arguments = Addresses.text(remote);
        String java = "SocketChannel.connect";
        connected = fd.await(() -> jdk.connect(remote), "connect", arguments, java);
        if (connected) fd.tell("connect", arguments, Result.of(0), java, "connect");
        else fd.tell("connect", arguments, Result.error("EINPROGRESS"), java, "connect.begun");
        return connected;
    }

    @Override
    public boolean finishConnect() throws IOException {
        boolean pending = jdk.isConnectionPending();
        String java = "SocketChannel.finishConnect";
        if (!pending) return jdk.finishConnect();
        connected = fd.await(jdk::finishConnect, "poll", "", java);
        fd.tell("poll", "", Result.of(connected ? 1 : 0), java, "connect.ends");
        return connected;
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        return jdk.getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return jdk.getLocalAddress();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int room = into.remaining();
        return (int) read(() -> (long) jdk.read(into), "read", String.valueOf(room), room);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int count) throws IOException {
        long room = Descriptor.remaining(into, offset, count);
        String arguments = room + " in " + count;
        return read(() -> jdk.read(into, offset, count), "readv", arguments, room);
    }

    private long read(Descriptor.Io<Long> io, String call, String arguments, long room)
            throws IOException {
        String java = "SocketChannel.read";
        // no room: Java does not ask the kernel
        if (room == 0) return io.call();
        long length = watched(io, call, arguments, java);
        Result result = length == 0 ? Result.AGAIN : Result.of(Math.max(0, length));
        String why = length < 0 ? "read.end" : length == 0 ? "again" : "read";
        fd.tell(call, arguments, result, java, why);
        return length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int asked = from.remaining();
        return (int) write(() -> (long) jdk.write(from), "write", String.valueOf(asked), asked);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int count) throws IOException {
        long asked = Descriptor.remaining(from, offset, count);
        return write(() -> jdk.write(from, offset, count), "writev", asked + " in " + count, asked);
    }

    private long write(Descriptor.Io<Long> io, String call, String arguments, long asked)
            throws IOException {
        String java = "SocketChannel.write";
        // nothing to write: Java does not ask the kernel
        if (asked == 0) return io.call();
        long length = watched(io, call, arguments, java);
        Result result = length == 0 ? Result.AGAIN : Result.of(length);
        String why = length == 0 ? "write.none" : length < asked ? "write.part" : "write";
        fd.tell(call, arguments, result, java, why);
        return length;
    }

    private long watched(Descriptor.Io<Long> io, String call, String arguments, String java)
            throws IOException {
        try {
            return fd.await(io, call, arguments, java);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        String why = connected ? "close.stream" : "close.unconnected";
        Closing.close(this, "SocketChannel.close", why);
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
