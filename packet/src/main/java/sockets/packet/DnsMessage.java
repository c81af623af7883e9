package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * DNS message, RFC 1035, 4.1.
 *
 * <pre>
 *  0               8              15
 * +-------------------------------+
 * |          identifier           |
 * +--+------+--+--+--+--+---+-----+
 * |QR|opcode|AA|TC|RD|RA| Z |rcode|
 * +--+------+--+--+--+--+---+-----+
 * |      number of questions      |
 * |       number of answers       |
 * |     number of authorities     |
 * |     number of additionals     |
 * +-------------------------------+
 * </pre>
 *
 * @param counts the four numbers as the header claims them
 * @param records answers, authorities and additionals, as far as they are there and whole
 */
public record DnsMessage(
        int identifier,
        int flags,
        List<Integer> counts,
        List<DnsQuestion> questions,
        List<DnsRecord> records) {
    /** Without questions and records. */
    public static final int SIZE = 12;

    public static final int RESPONSE = 0x8000;
    public static final int AUTHORITATIVE = 0x0400;
    public static final int TRUNCATED = 0x0200;
    public static final int RECURSION_DESIRED = 0x0100;
    public static final int RECURSION_AVAILABLE = 0x0080;

    /**
     * Reads a message. The counts are not trusted: what is cut short ends the list.
     *
     * @throws TruncatedPacketException if not even the header is there
     */
    public static DnsMessage read(ByteBuffer packet) throws TruncatedPacketException {
        TruncatedPacketException.check("DNS", packet, SIZE);
        // pointers count from the first byte of the message
        ByteBuffer in = packet.slice();
        packet.position(packet.limit());
        int identifier = Bytes.u16(in);
        int flags = Bytes.u16(in);
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 4; i++) counts.add(Bytes.u16(in));
        List<DnsQuestion> questions = new ArrayList<>();
        List<DnsRecord> records = new ArrayList<>();
        try {
            for (int i = 0; i < counts.get(0); i++) questions.add(DnsQuestion.read(in));
            int more = counts.get(1) + counts.get(2) + counts.get(3);
            for (int i = 0; i < more; i++) records.add(DnsRecord.read(in));
        } catch (TruncatedPacketException e) {
            // those before it are whole
        }
        return new DnsMessage(identifier, flags, counts, questions, records);
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public int opcode() {
        return flags >> 11 & 0xf;
    }

    public int responseCode() {
        return flags & 0xf;
    }
}
