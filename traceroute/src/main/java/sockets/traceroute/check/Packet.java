package sockets.traceroute.check;

import java.nio.ByteBuffer;
import java.util.Arrays;
import sockets.packet.Checksum;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TcpHeader;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

/**
 * An IPv4 packet that the program under examination has sent.
 *
 * @param bytes the whole of it
 */
record Packet(Ipv4Header header, byte[] bytes) {
    /** Where the number stands that tells one program from another: a port, an identifier. */
    private static final int PORT = 0;

    private static final int IDENTIFIER = 4;

    static Packet read(byte[] bytes) throws TruncatedPacketException {
        return new Packet(Ipv4Header.read(ByteBuffer.wrap(bytes)), bytes);
    }

    int protocol() {
        return header.protocol();
    }

    int timeToLive() {
        return header.timeToLive();
    }

    /** Behind the IP header. */
    ByteBuffer payload() {
        return ByteBuffer.wrap(bytes, header.size(), bytes.length - header.size()).slice();
    }

    IcmpHeader icmp() throws TruncatedPacketException {
        return IcmpHeader.read(payload());
    }

    /** Nobody answers to an ICMP error, nor to an answer: RFC 1122, 3.2.2. */
    boolean isAnswered() throws TruncatedPacketException {
        if (header.isLaterFragment()) return false;
        return protocol() != IpProtocol.ICMP || icmp().type() == IcmpHeader.ECHO_REQUEST;
    }

    /** As the last router has it before it drops it: with a time to live of 1. */
    byte[] expired() {
        byte[] expired = bytes.clone();
        expired[8] = 1;
        seal(expired);
        return expired;
    }

    /** The same of another program on the same machine: another source port or identifier. */
    byte[] ofAnotherProgram() {
        byte[] other = expired();
        boolean icmp = protocol() == IpProtocol.ICMP;
        int at = header.size() + (icmp ? IDENTIFIER : PORT);
        if (at >= other.length) return other;
        // 16384 farther: neither the next nor the one before is somebody's
        if (icmp) other[at] ^= 0x40;
        // from 16384 to 32767: the system gives none of these to the sockets of other probes
        else other[at] = (byte) otherThan(other[at], other[at] & 0x3f | 0x40);
        return other;
    }

    private static int otherThan(byte old, int wanted) {
        return wanted == old ? wanted ^ 0x20 : wanted;
    }

    private void seal(byte[] packet) {
        packet[10] = packet[11] = 0;
        int sum = Checksum.of(ByteBuffer.wrap(packet, 0, header.size()));
        packet[10] = (byte) (sum >> 8);
        packet[11] = (byte) sum;
    }

    /** {@code udp 45678 > 33434}. */
    String told() {
        try {
            return switch (protocol()) {
                case IpProtocol.UDP -> {
                    UdpHeader udp = UdpHeader.read(payload());
                    yield "udp " + udp.sourcePort() + " > " + udp.destinationPort();
                }
                case IpProtocol.TCP -> {
                    TcpHeader tcp = TcpHeader.read(payload());
                    yield "tcp " + tcp.sourcePort() + " > " + tcp.destinationPort();
                }
                case IpProtocol.ICMP ->
                        "icmp type "
                                + icmp().type()
                                + " id "
                                + icmp().identifier()
                                + " seq "
                                + icmp().sequence();
                default -> "protocol " + protocol();
            };
        } catch (TruncatedPacketException e) {
            return "protocol " + protocol() + ", cut";
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packet packet && Arrays.equals(bytes, packet.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
