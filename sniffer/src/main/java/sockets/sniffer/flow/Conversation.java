package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.List;
import sockets.packet.TcpHeader;

/** A TCP connection, or the datagrams between two UDP ports. */
public final class Conversation {
    private static final String[] FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

    private final int number;
    private final boolean tcp;
    private final Endpoint client;
    private final Endpoint server;
    private final long seconds;
    private final int nanos;
    private final List<Row> rows = new ArrayList<>();
    private final TcpEnd left;
    private final TcpEnd right;
    private final TcpState leftAtStart;
    private TcpState rightAtStart;
    private long packets;
    private long bytesRight;
    private long bytesLeft;

    public Conversation(int number, Segment first) {
        this.number = number;
        tcp = first.isTcp();
        // who answers a SYN is the server, also when its question was not captured
        boolean answer =
                tcp && first.tcp().has(TcpHeader.SYN | TcpHeader.ACK) && first.error() == null;
        client = answer ? first.destination() : first.source();
        server = answer ? first.source() : first.destination();
        seconds = first.seconds();
        nanos = first.nanos();
        boolean whole = tcp && first.tcp().has(TcpHeader.SYN);
        leftAtStart = !whole ? TcpState.UNKNOWN : answer ? TcpState.SYN_SENT : TcpState.CLOSED;
        rightAtStart = whole ? TcpState.LISTEN : TcpState.UNKNOWN;
        left = new TcpEnd(whole ? leftAtStart : TcpState.ESTABLISHED);
        right = new TcpEnd(whole ? rightAtStart : TcpState.ESTABLISHED);
    }

    public int number() {
        return number;
    }

    boolean isTcp() {
        return tcp;
    }

    public Endpoint client() {
        return client;
    }

    public Endpoint server() {
        return server;
    }

    List<Row> rows() {
        return rows;
    }

    TcpState leftAtStart() {
        return leftAtStart;
    }

    TcpState rightAtStart() {
        return rightAtStart;
    }

    /** The state in which the client's end is now. */
    public TcpState leftState() {
        return left.state;
    }

    /** The server's. */
    public TcpState rightState() {
        return right.state;
    }

    /** Packets of it, shown or not. */
    long packets() {
        return packets;
    }

    /** Bytes of data from the client. */
    long bytesRight() {
        return bytesRight;
    }

    /** Bytes of data from the server. */
    long bytesLeft() {
        return bytesLeft;
    }

    /** True if a SYN begins another connection between the same ports. */
    public boolean isOver(Segment next) {
        if (!tcp || next.error() != null || !next.tcp().has(TcpHeader.SYN)) return false;
        if (next.tcp().has(TcpHeader.ACK)) return false;
        TcpEnd sender = next.source().equals(client) ? left : right;
        boolean again = sender.relative(next.tcp().sequence()) == 0 && !sender.isNew();
        return !again;
    }

    public boolean isFromClient(Segment segment) {
        return segment.source().equals(client);
    }

    /**
     * Adds a packet.
     *
     * @param shown false if only to count it
     */
    public void add(Segment segment, boolean shown) {
        packets++;
        boolean toRight = isFromClient(segment);
        if (segment.error() != null) {
            // an error goes back to who sent what it quotes
            if (shown) row(segment, !toRight, segment.error(), "error");
            return;
        }
        if (toRight) bytesRight += segment.length();
        else bytesLeft += segment.length();
        if (!tcp) {
            String what = segment.length() + (segment.length() == 1 ? " byte" : " bytes");
            if (shown) row(segment, toRight, what, "");
            return;
        }
        TcpHeader header = segment.tcp();
        TcpEnd sender = toRight ? left : right;
        TcpEnd receiver = toRight ? right : left;
        if (!toRight && right.isNew() && header.has(TcpHeader.RST)) nobodyListened();
        String remark = sender.sends(header, segment.length());
        if (header.has(TcpHeader.ACK) && receiver.isNew())
            receiver.begin(header.acknowledgement() - 1);
        long acknowledged = receiver.relative(header.acknowledgement());
        sender.afterSending(header, receiver.isFinUnknown(acknowledged));
        receiver.afterReceiving(header, acknowledged);
        if (shown) row(segment, toRight, text(segment, sender, acknowledged), remark);
    }

    /** The first answer is a refusal: there was no listener, as had been assumed. */
    private void nobodyListened() {
        if (rightAtStart != TcpState.LISTEN) return;
        rightAtStart = TcpState.CLOSED;
        rows.replaceAll(
                row ->
                        new Row(
                                row.nanos(),
                                row.toRight(),
                                row.what(),
                                row.remark(),
                                row.left(),
                                TcpState.CLOSED));
    }

    private void row(Segment segment, boolean toRight, String what, String remark) {
        long since = (segment.seconds() - seconds) * 1_000_000_000L + segment.nanos() - nanos;
        rows.add(
                new Row(
                        since,
                        toRight,
                        what,
                        remark,
                        tcp ? left.state : null,
                        tcp ? right.state : null));
    }

    private static String text(Segment segment, TcpEnd sender, long acknowledged) {
        TcpHeader header = segment.tcp();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FLAGS.length; i++) {
            if (!header.has(1 << i)) continue;
            if (text.length() > 0) text.append(',');
            text.append(FLAGS[i]);
        }
        if (text.length() == 0) text.append("no flags");
        text.append(" seq ").append(sender.relative(header.sequence()));
        if (header.has(TcpHeader.ACK)) text.append(" ack ").append(acknowledged);
        if (segment.length() > 0) text.append(" len ").append(segment.length());
        return text.toString();
    }
}
