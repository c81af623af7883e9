package sockets.traceroute;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import sockets.packet.Checksum;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.TcpHeader;
import sockets.packet.TcpOption;
import sockets.packet.TruncatedPacketException;

/**
 * SYNs as bytes, and what comes back of them: no sockets. Their sequence numbers, which every
 * router quotes and every answer acknowledges, tell them apart, so that the ports may stay the
 * same.
 */
final class TcpProbes {
    private static final int WINDOW = 64240;

    /** Of Ethernet; what is left of it for data. */
    private static final int MTU = 1500;

    private static final int SYN_SIZE = 40;

    private static final int CHECKSUM_AT = 16;

    private final Target target;
    private final InetAddress source;
    private final int firstSequence;

    /** The local port of each flow. */
    private final List<Integer> ports = new ArrayList<>();

    private int sent;

    /**
     * @param source address that they leave from
     * @param firstSequence number of the first SYN; nobody should guess it
     */
    TcpProbes(Target target, InetAddress source, int firstSequence) {
        this.target = target;
        this.source = source;
        this.firstSequence = firstSequence;
    }

    /** The next flow leaves from this port. */
    void addFlow(int port) {
        ports.add(port);
    }

    int flows() {
        return ports.size();
    }

    /** A SYN with the options of Linux: to firewalls it looks like any other. */
    byte[] syn(Probe probe) {
        sent = Math.max(sent, probe.number() + 1);
        ByteBuffer out = ByteBuffer.allocate(SYN_SIZE);
        new TcpHeader(
                        ports.get(probe.flow()),
                        target.port(),
                        firstSequence + probe.number(),
                        0,
                        TcpHeader.SYN,
                        WINDOW,
                        0,
                        0,
                        options())
                .write(out);
        int checksum =
                Checksum.pseudo(source, target.destination(), IpProtocol.TCP, SYN_SIZE)
                        .add(out.flip())
                        .value();
        return out.putShort(CHECKSUM_AT, (short) checksum).array();
    }

    private ByteBuffer options() {
        int header = (target.six() ? Ipv6Header.SIZE : Ipv4Header.SIZE) + TcpHeader.SIZE;
        ByteBuffer options = ByteBuffer.allocate(SYN_SIZE - TcpHeader.SIZE);
        options.put((byte) TcpOption.MSS).put((byte) 4).putShort((short) (MTU - header));
        options.put((byte) TcpOption.SACK_PERMITTED).put((byte) 2);
        options.put((byte) TcpOption.TIMESTAMPS).put((byte) 10).putInt(sent).putInt(0);
        options.put((byte) TcpOption.NO_OPERATION);
        options.put((byte) TcpOption.WINDOW_SCALE).put((byte) 3).put((byte) 7);
        return options.flip();
    }

    /** The answer in an error that quotes a SYN, or the first eight bytes of it. */
    Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted, long at) {
        if (!icmp.matters() || quoted.remaining() < 8) return null;
        int start = quoted.position();
        int flow = flow(quoted.getShort(start), quoted.getShort(start + 2));
        int number = number(quoted.getInt(start + 4));
        return flow < 0 || number < 0 ? null : Answer.error(icmp, from, flow, number, at);
    }

    /** The answer in a segment of the destination: SYN and ACK, or RST; null if it is no answer. */
    Answer reply(ByteBuffer segment, long at) throws TruncatedPacketException {
        TcpHeader tcp = TcpHeader.read(segment);
        int flow = flow(tcp.destinationPort(), tcp.sourcePort());
        // RST without ACK: whose answer this is remains open, too
        if (flow >= 0 && tcp.has(TcpHeader.RST) && !tcp.has(TcpHeader.ACK))
            return Answer.reply(target.destination(), flow, -1, at);
        int number = number((int) tcp.acknowledgement() - 1);
        if (flow < 0 || number < 0 || !tcp.has(TcpHeader.ACK)) return null;
        // an ACK alone: a SYN came while an earlier one is half open, which it acknowledges again
        // (RFC 5961, 4); whose answer this is remains open
        boolean own = tcp.has(TcpHeader.SYN) || tcp.has(TcpHeader.RST);
        return Answer.reply(target.destination(), flow, own ? number : -1, at);
    }

    /** The flow between a port of ours and one there; -1 if it is none of ours. */
    private int flow(int here, int there) {
        return (there & 0xffff) == target.port() ? ports.indexOf(here & 0xffff) : -1;
    }

    private int number(int sequence) {
        int number = sequence - firstSequence;
        return number < sent ? number : -1;
    }
}
