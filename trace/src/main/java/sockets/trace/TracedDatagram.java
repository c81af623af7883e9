package sockets.trace;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import sockets.common.net.Addresses;
import sockets.common.text.OperatingSystem;

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
        fd.of(this);
        six = TracingProvider.isSix(family);
        fd.tellSocket((six ? "AF_INET6" : "AF_INET") + ", SOCK_DGRAM", OPEN, "socket.dgram");
        if (!six || !OperatingSystem.name().equals("linux")) return;
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

    /** False for one that Java refuses before it makes any call. */
    private static boolean isAddress(SocketAddress address) {
        return address instanceof InetSocketAddress inet && !inet.isUnresolved();
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
        if (isAddress(remote)) bindByJava(java);
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
        if (!connected) return this;
        fd.make(jdk::disconnect, "connect", "AF_UNSPEC", java, "disconnect");
        // Linux takes the port away, too: Java asks for it again
        if (OperatingSystem.name().equals("linux") && jdk.getLocalAddress() != null)
            fd.tellJavas(
                    "bind",
                    Descriptor.local(jdk.getLocalAddress(), six),
                    Result.of(0),
                    java,
                    "bind.again");
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
        if (isAddress(to)) bindByJava(java);
        String arguments = Addresses.text(to) + ", " + from.remaining();
        int length = fd.await(() -> jdk.send(from, to), "sendto", arguments, java);
        fd.tell("sendto", arguments, Result.of(length), java, "sendto");
        return length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int room = into.remaining();
        return (int) read(() -> (long) jdk.read(into), "recvfrom", String.valueOf(room), room);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int count) throws IOException {
        long room = Descriptor.remaining(into, offset, count);
        String arguments = room + " in " + count;
        return read(() -> jdk.read(into, offset, count), "recvmsg", arguments, room);
    }

    private long read(Descriptor.Io<Long> io, String call, String arguments, long room)
            throws IOException {
        // no room: Java does not ask the kernel
        if (room == 0) return io.call();
        String java = "DatagramChannel.read";
        long length = fd.await(io, call, arguments, java);
        // an empty datagram looks the same; only who waits without blocking may meet this
        boolean none = length == 0 && !isBlocking();
        Result result = none ? Result.AGAIN : Result.of(length);
        fd.tell(call, arguments, result, java, none ? "again" : "recvfrom");
        return length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int asked = from.remaining();
        return (int) write(() -> (long) jdk.write(from), "sendto", String.valueOf(asked), asked);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int count) throws IOException {
        long asked = Descriptor.remaining(from, offset, count);
        String arguments = asked + " in " + count;
        return write(() -> jdk.write(from, offset, count), "sendmsg", arguments, asked);
    }

    private long write(Descriptor.Io<Long> io, String call, String arguments, long asked)
            throws IOException {
        // Java sends no empty datagram on a connected socket
        if (asked == 0) return io.call();
        String java = "DatagramChannel.write";
        long length = fd.await(io, call, arguments, java);
        fd.tell(call, arguments, Result.of(length), java, "sendto");
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
        tellMembership(option, group, where, "DatagramChannel.join", "join");
        return new TracedMembership(this, key);
    }

    /** A membership ends before the channel does. */
    void tellDrop(InetAddress group, NetworkInterface where) {
        String option = group.getAddress().length == 4 ? "IP_DROP_MEMBERSHIP" : "IPV6_LEAVE_GROUP";
        tellMembership(option, group, where, "MembershipKey.drop", "drop");
    }

    private void tellMembership(
            String option, InetAddress group, NetworkInterface where, String java, String why) {
        String arguments = option + ", " + Addresses.text(group) + " on " + where.getName();
        fd.tell("setsockopt", arguments, Result.of(0), java, why);
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        boolean unbound = jdk.isOpen() && jdk.getLocalAddress() == null;
        Closing.close(this, "DatagramChannel.close", unbound ? "close.unbound" : "close.dgram");
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
