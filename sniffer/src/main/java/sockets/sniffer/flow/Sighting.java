package sockets.sniffer.flow;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import sockets.packet.TcpHeader;

/**
 * What {@link SegmentReader} finds in a frame: a segment, a datagram, an ICMP error about one, or a
 * fragment. One object serves for all frames of a capture, since a capture has millions.
 */
final class Sighting {
    long seconds;
    long nanos;

    // addresses as numbers: an IPv4 address is the low half
    boolean six;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;

    // of the IP header
    int protocol;
    long identification;
    int fragmentOffset;
    boolean moreFragments;

    // of the transport header; of an ICMP error, what it quotes
    boolean tcp;
    int sourcePort;
    int destinationPort;
    long sequence;
    long acknowledgement;
    int flags;
    int window;
    int checksum;
    int urgentPointer;

    /** Of a SYN, how far windows are shifted; -1 if it does not say. */
    int scale;

    int optionsStart;
    int optionsLength;

    /** Bytes of data on the wire; of a fragment, what it carries. */
    int length;

    /** Where the data are, and how many were captured. */
    byte[] data;

    int start;
    int captured;

    /** What an ICMP error says; null for a packet of the conversation's own. */
    String error;

    /** It says that nobody has the port or the protocol: RFC 1122, 4.2.3.9. */
    boolean hardError;

    /** The error comes from the address to which the quoted packet went. */
    boolean fromDestination;

    /** The error quotes a sequence number. */
    boolean quotesSequence;

    /** Data of a UDP datagram, as its header tells; a first fragment has only some of it. */
    int claimed;

    /** In how many fragments it came; 0 for a whole packet. */
    int pieces;

    /** Bytes of it that are in none of them; -1 if nobody knows how many. */
    int missing;

    /** What of the data is not there, from and to by turns; null if it is one piece. */
    int[] gaps;

    void clear() {
        protocol = -1;
        identification = 0;
        fragmentOffset = 0;
        moreFragments = false;
        tcp = false;
        sequence = 0;
        acknowledgement = 0;
        flags = 0;
        window = 0;
        scale = -1;
        length = 0;
        captured = 0;
        error = null;
        hardError = false;
        fromDestination = false;
        quotesSequence = false;
        pieces = 0;
        missing = 0;
        claimed = 0;
        gaps = null;
    }

    boolean isFragment() {
        return fragmentOffset > 0 || moreFragments;
    }

    boolean has(int wanted) {
        return tcp && (flags & wanted) != 0;
    }

    boolean isSyn() {
        return has(TcpHeader.SYN);
    }

    boolean isAck() {
        return has(TcpHeader.ACK);
    }

    /** SEG.LEN of RFC 9293: SYN and FIN count as a byte. */
    int size() {
        return length + (has(TcpHeader.SYN) ? 1 : 0) + (has(TcpHeader.FIN) ? 1 : 0);
    }

    long sinceEpoch() {
        return seconds * 1_000_000_000L + nanos;
    }

    Endpoint source() {
        return new Endpoint(address(six, sourceHigh, sourceLow), sourcePort);
    }

    Endpoint destination() {
        return new Endpoint(address(six, destinationHigh, destinationLow), destinationPort);
    }

    static InetAddress address(boolean six, long high, long low) {
        ByteBuffer bytes = ByteBuffer.allocate(six ? 16 : 4);
        if (six) bytes.putLong(high).putLong(low);
        else bytes.putInt((int) low);
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as a record that keeps nothing of the reader but the frame's bytes. */
    Segment segment() {
        TcpHeader header = null;
        ByteBuffer bytes = ByteBuffer.wrap(data, start, captured).slice();
        if (tcp) {
            boolean options = error == null && optionsLength > 0;
            header =
                    new TcpHeader(
                            sourcePort,
                            destinationPort,
                            error == null ? sequence : 0,
                            acknowledgement,
                            flags,
                            window,
                            error == null ? checksum : 0,
                            error == null ? urgentPointer : 0,
                            options
                                    ? ByteBuffer.wrap(data, optionsStart, optionsLength).slice()
                                    : ByteBuffer.allocate(0));
        }
        return new Segment(seconds, nanos, source(), destination(), header, length, bytes, error);
    }

    /** What a record says, without its data. */
    static Sighting of(Segment segment) {
        Sighting one = new Sighting();
        one.clear();
        one.seconds = segment.seconds();
        one.nanos = segment.nanos();
        one.ends(segment.source(), segment.destination());
        one.tcp = segment.isTcp();
        one.length = segment.length();
        one.data = new byte[0];
        one.error = segment.error();
        if (!segment.isTcp()) return one;
        TcpHeader header = segment.tcp();
        one.sequence = header.sequence();
        one.acknowledgement = header.acknowledgement();
        one.flags = header.flags();
        one.window = header.window();
        return one;
    }

    private void ends(Endpoint source, Endpoint destination) {
        byte[] from = source.address().getAddress();
        byte[] to = destination.address().getAddress();
        six = from.length > 4;
        sourcePort = source.port();
        destinationPort = destination.port();
        if (six) {
            sourceHigh = ByteBuffer.wrap(from).getLong();
            sourceLow = ByteBuffer.wrap(from).getLong(8);
            destinationHigh = ByteBuffer.wrap(to).getLong();
            destinationLow = ByteBuffer.wrap(to).getLong(8);
        } else {
            sourceHigh = 0;
            destinationHigh = 0;
            sourceLow = ByteBuffer.wrap(from).getInt() & 0xffffffffL;
            destinationLow = ByteBuffer.wrap(to).getInt() & 0xffffffffL;
        }
    }
}
