package sockets.sniffer.check;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import sockets.packet.TcpHeader;

/** What one end of a connection sent, put in order, and how much of it the other acknowledged. */
final class Direction {
    /** Its first sequence number; those below are relative to it, and may wrap around. */
    private long first = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TreeMap<Integer, byte[]> early = new TreeMap<>();

    /** Behind the last byte of the stream that is there without a gap. */
    private int reached;

    private int end;
    private int acknowledged;
    private Packet last;

    /** Segments that are remarkable, the first of each kind; null for none. */
    Packet syn;

    Packet fin;
    Packet reset;

    private int relative(long number) {
        return (int) (number - first);
    }

    /** Notes a segment that this end sent. */
    void sent(Packet packet) {
        TcpHeader tcp = packet.segment().tcp();
        if (tcp.has(TcpHeader.RST)) {
            if (reset == null) reset = packet;
            return;
        }
        if (first < 0) first = tcp.sequence();
        if (tcp.has(TcpHeader.SYN) && syn == null) syn = packet;
        if (tcp.has(TcpHeader.FIN) && fin == null) fin = packet;
        int opening = tcp.has(TcpHeader.SYN) ? 1 : 0;
        if (bytes.size() == 0 && early.isEmpty()) reached = Math.max(reached, opening);
        int start = relative(tcp.sequence()) + opening;
        int behind = start + packet.length() + (tcp.has(TcpHeader.FIN) ? 1 : 0);
        if (behind > end) {
            end = behind;
            last = packet;
        }
        if (packet.data().length > 0) early.merge(start, packet.data(), Direction::longer);
        join();
    }

    private static byte[] longer(byte[] one, byte[] other) {
        return one.length >= other.length ? one : other;
    }

    private void join() {
        for (Map.Entry<Integer, byte[]> next; (next = early.firstEntry()) != null; ) {
            int skip = reached - next.getKey();
            if (skip < 0) return;
            early.pollFirstEntry();
            int fresh = next.getValue().length - skip;
            if (fresh <= 0) continue;
            bytes.write(next.getValue(), skip, fresh);
            reached += fresh;
        }
    }

    /** Notes what the other end says that it has got. */
    void acknowledged(TcpHeader tcp) {
        if (first >= 0 && tcp.has(TcpHeader.ACK))
            acknowledged = Math.max(acknowledged, relative(tcp.acknowledgement()));
    }

    /** The bytes without a gap, from the first one. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Bytes of data that it sent, whether they are in the file or not. */
    int length() {
        return Math.max(0, end - (syn == null ? 0 : 1) - (fin == null ? 0 : 1));
    }

    /** Bytes that it sent, and that are not in the file, or not in order. */
    int missing() {
        return length() - bytes.size();
    }

    /** Bytes (SYN and FIN count as one) that the other end never acknowledged. */
    int unacknowledged() {
        return Math.max(0, end - acknowledged);
    }

    /** The segment with the highest byte. */
    Packet last() {
        return last;
    }

    boolean isFinAcknowledged() {
        return fin != null && unacknowledged() == 0;
    }

    /** True if another capture shows the same: the first number, and all bytes. */
    boolean isAs(Direction other) {
        return first == other.first && Arrays.equals(bytes(), other.bytes());
    }
}
