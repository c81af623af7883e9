package sockets.trace;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;

/** A datagram channel that tells its calls; another one makes them. */
final class TracedDatagram extends DatagramChannel implements Traced {
    private static final String OPEN = "DatagramChannel.open";

    private final DatagramChannel jdk;
    private final Descriptor fd;
    private final boolean six;

    TracedDatagram(
            SelectorProvider provider, DatagramChannel jdk, ProtocolFamily family, Descriptor fd) {
        super(provider);
        this.jdk = jdk;
        this.fd = fd;
        // without a family Java opens one of IPv6, unless told otherwise
        six = family != StandardProtocolFamily.INET;
        fd.tellSocket((six ? "AF_INET6" : "AF_INET") + ", SOCK_DGRAM", OPEN, "socket.dgram");
        if (!six || !Reachable.system().equals("linux")) return;
        fd.tellJavas("setsockopt", "IPV6_RECVPKTINFO, 0", Result.of(0), OPEN, "ipv6.pktinfo");
        fd.tellJavas("setsockopt", "IPV6_MULTICAST_HOPS, 1", Result.of(0), OPEN, "ipv6.hops");
    }

    @Override
    public DatagramChannel jdk() {
        return jdk;
    }

    @Override
    public Descriptor fd() {
        return fd;
    }

    @Override
    public DatagramChannel bind(SocketAddress local) throws IOException {
        String wanted = Descriptor.local(local, six);
        String java = "DatagramChannel.bind";
        try {
            jdk.bind(local);
        } catch (IOException e) {
            fd.failed("bind", wanted, java, e);
            throw e;
        }
        int port = ((InetSocketAddress) jdk.getLocalAddress()).getPort();
        fd.tell("bind", wanted, Result.of(0), java, "bind.dgram", port);
        return this;
    }

    /** A socket without an address gets one from Java before it sends, connects or receives. */
    private void bindByJava(String java) throws IOException {
        if (isOpen() && jdk.getLocalAddress() == null)
            fd.tellJavas("bind", Descriptor.local(null, six), Result.of(0), java, "bind.by-java");
    }

    @Override
    public <T> DatagramChannel setOption(SocketOption<T> name, T value) throws IOException {
        fd.setOption(() -> jdk.setOption(name, value), name, value, "DatagramChannel.setOption");
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
    public DatagramSocket socket() {
        return jdk.socket();
    }

    @Override
    public boolean isConnected() {
        return jdk.isConnected();
    }

    @Override
    public DatagramChannel connect(SocketAddress remote) throws IOException {
        String java = "DatagramChannel.connect";
        bindByJava(java);
        fd.make(
                () -> jdk.connect(remote),
                "connect",
                Addresses.text(remote),
                java,
                "connect.dgram");
        fd.tellJavas("recvfrom", "", Result.AGAIN, java, "drain");
        return this;
    }

    @Override
    public DatagramChannel disconnect() throws IOException {
        boolean connected = isConnected();
        String java = "DatagramChannel.disconnect";
        if (connected) fd.make(jdk::disconnect, "connect", "AF_UNSPEC", java, "disconnect");
        return this;
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
    public SocketAddress receive(ByteBuffer into) throws IOException {
        String java = "DatagramChannel.receive";
        bindByJava(java);
        int room = into.remaining();
        String arguments = String.valueOf(room);
        SocketAddress from = fd.await(() -> jdk.receive(into), "recvfrom", arguments, java);
        Result result =
                from == null
                        ? Result.AGAIN
                        : Result.from(room - into.remaining(), Addresses.text(from));
        fd.tell("recvfrom", arguments, result, java, from == null ? "again" : "recvfrom");
        return from;
    }

    @Override
    public int send(ByteBuffer from, SocketAddress to) throws IOException {
        String java = "DatagramChannel.send";
        bindByJava(java);
        String arguments = Addresses.text(to) + ", " + from.remaining();
        int length = fd.await(() -> jdk.send(from, to), "sendto", arguments, java);
        fd.tell("sendto", arguments, Result.of(length), java, "sendto");
        return length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        String arguments = String.valueOf(into.remaining());
        int length = fd.await(() -> jdk.read(into), "recvfrom", arguments, "DatagramChannel.read");
        return took(arguments, length);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int count) throws IOException {
        String arguments = count + " buffers";
        String java = "DatagramChannel.read";
        long length = fd.await(() -> jdk.read(into, offset, count), "readv", arguments, java);
        fd.tell("readv", arguments, Result.of(length), java, "recvfrom");
        return length;
    }

    private int took(String arguments, int length) {
        // an empty datagram looks the same; only who waits without blocking may meet this
        boolean none = length == 0 && !isBlocking();
        Result result = none ? Result.AGAIN : Result.of(length);
        fd.tell("recvfrom", arguments, result, "DatagramChannel.read", none ? "again" : "recvfrom");
        return length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        // Java sends no empty datagram on a connected socket
        if (!from.hasRemaining()) return jdk.write(from);
        String arguments = String.valueOf(from.remaining());
        String java = "DatagramChannel.write";
        int length = fd.await(() -> jdk.write(from), "sendto", arguments, java);
        fd.tell("sendto", arguments, Result.of(length), java, "sendto");
        return length;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int count) throws IOException {
        String arguments = count + " buffers";
        String java = "DatagramChannel.write";
        long length = fd.await(() -> jdk.write(from, offset, count), "writev", arguments, java);
        fd.tell("writev", arguments, Result.of(length), java, "sendto");
        return length;
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface where) throws IOException {
        return joined(group, where, jdk.join(group, where));
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface where, InetAddress source)
            throws IOException {
        return joined(group, where, jdk.join(group, where, source));
    }

    private MembershipKey joined(InetAddress group, NetworkInterface where, MembershipKey key) {
        String option = group.getAddress().length == 4 ? "IP_ADD_MEMBERSHIP" : "IPV6_JOIN_GROUP";
        String arguments = option + ", " + Addresses.text(group) + " on " + where.getName();
        fd.tell("setsockopt", arguments, Result.of(0), "DatagramChannel.join", "join");
        return key;
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        Closing.close(this, "DatagramChannel.close", "close.dgram");
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
