package sockets.sniffer.print;

/** TCP, RFC 9293: flags, numbers relative to the first seen, options. */
final class TcpPrinter {
    private static final int SIZE = 20;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int URG = 32;
    private static final int DOMAIN = 53;
    private static final int LONGEST_RESET_TEXT = 30;
    private static final String FLAGS = "FSRP.UEW";

    private final Print p;
    private final DnsPrinter dns;
    private final TcpOptionsPrinter options;
    private final Conversations four = new Conversations(1);
    private final Conversations six = new Conversations(4);
    private final long[] key = new long[4];

    // of the segment being printed
    private int sequence;
    private int acknowledgement;
    private int firstSent;
    private int firstReceived;

    TcpPrinter(Print print, DnsPrinter dns) {
        p = print;
        this.dns = dns;
        options = new TcpOptionsPrinter(print);
    }

    void print(int at, int length, int ip, boolean fragmented) throws Cut {
        p.protocol = "tcp";
        if (!p.has(at + 2, 2)) {
            p.addresses(ip);
            p.out.character(':');
            p.cut();
            return;
        }
        int source = p.u16(at);
        int destination = p.u16(at + 2);
        p.endpoints(ip, p.nextHeader(ip) == 6, source, destination, "tcp");
        if (!p.has(at, SIZE)) {
            p.cut();
            return;
        }
        int header = (p.u8(at + 12) >> 4) * 4;
        if (header < SIZE) {
            p.out.text(" tcp ").number(length - header).text(" [bad hdr length ").number(header);
            p.out.text(" - too short, < 20]");
            return;
        }
        int flags = p.u8(at + 13);
        flags(flags);
        p.alarming = (flags & RST) != 0;
        sequence = p.u32(at + 4);
        acknowledgement = p.u32(at + 8);
        firstSent = 0;
        firstReceived = 0;
        if (!p.style.absolute() && (flags & ACK) != 0) relate(ip, source, destination, flags);
        if (Integer.compareUnsigned(header, length) > 0) {
            p.out.text(" [bad hdr length ").number(header).text(" - too long, > ");
            p.out.number(length).character(']');
            return;
        }
        if (p.verbose() > 0 && !fragmented && p.has(at, length)) checksum(at, length, ip);
        length -= header;
        if (p.verbose() > 1 || length != 0 || (flags & (SYN | FIN | RST)) != 0) {
            p.out.text(", seq ").number(sequence);
            if (length != 0) p.out.character(':').number(sequence + length);
        }
        if ((flags & ACK) != 0) p.out.text(", ack ").number(acknowledgement);
        p.out.text(", win ").number(p.u16(at + 14));
        if ((flags & URG) != 0) p.out.text(", urg ").number(p.u16(at + 18));
        boolean whole = p.has(at + header, length);
        if (header > SIZE && !options.print(at + SIZE, header - SIZE, firstReceived, whole)) return;
        p.out.text(", length ").number(length);
        if (length == 0) return;
        if (!p.has(at, header)) {
            p.out.text(" [remaining caplen(").number(p.end - at).text(") < header length(");
            p.out.number(header).text(")]");
            throw Cut.INSTANCE;
        }
        payload(at + header, length, flags, source, destination);
    }

    private void payload(int at, int length, int flags, int source, int destination) throws Cut {
        if ((flags & RST) != 0 && p.verbose() > 0) reset(at, length);
        else if (source == DOMAIN || destination == DOMAIN) dns.print(at, length, true, false);
    }

    private void flags(int flags) {
        p.out.text("Flags [");
        for (int i = 0; i < 8; i++) if ((flags & 1 << i) != 0) p.out.character(FLAGS.charAt(i));
        p.out.text(flags == 0 ? "none]" : "]");
    }

    /** Makes the numbers relative, unless these are the first of their connection. */
    private void relate(int ip, int source, int destination, int flags) throws Cut {
        boolean isSix = (p.data[ip] & 0xf0) == 0x60;
        int size = isSix ? 16 : 4;
        int from = ip + (isSix ? 8 : 12);
        int to = from + size;
        // one entry for both directions, from the lower end's view
        boolean reverse =
                source > destination || source == destination && compare(from, to, size) > 0;
        int portPair = reverse ? destination << 16 | source : source << 16 | destination;
        int low = reverse ? to : from;
        int high = reverse ? from : to;
        if (isSix) {
            key[0] = u64(low);
            key[1] = u64(low + 8);
            key[2] = u64(high);
            key[3] = u64(high + 8);
        } else {
            key[0] = (long) p.u32(low) << 32 | p.u32(high) & 0xffffffffL;
        }
        Conversations table = isSix ? six : four;
        int place = table.find(key, portPair);
        if (!table.isKnown(place) || (flags & SYN) != 0) {
            int mine = sequence;
            int other = acknowledgement - 1;
            place =
                    reverse
                            ? table.put(place, key, portPair, other, mine)
                            : table.put(place, key, portPair, mine, other);
            firstReceived = other;
            return;
        }
        firstSent = reverse ? table.acknowledgement(place) : table.sequence(place);
        firstReceived = reverse ? table.sequence(place) : table.acknowledgement(place);
        sequence -= firstSent;
        acknowledgement -= firstReceived;
    }

    private long u64(int at) throws Cut {
        return (long) p.u32(at) << 32 | p.u32(at + 4) & 0xffffffffL;
    }

    private int compare(int a, int b, int size) {
        for (int i = 0; i < size; i++) {
            int difference = (p.data[a + i] & 0xff) - (p.data[b + i] & 0xff);
            if (difference != 0) return difference;
        }
        return 0;
    }

    private void checksum(int at, int length, int ip) throws Cut {
        int field = p.u16(at + 16);
        int pseudo = Checksums.pseudo(p, ip, 6, length);
        int sum = Checksums.sum(p.data, at, length, pseudo);
        p.out.text(", cksum 0x").hex(field, 4);
        if (Checksums.right(sum)) {
            p.out.text(" (correct)");
            return;
        }
        // the kernel left the sum of the pseudo-header for the card to go on with
        p.out.text(field == pseudo ? " (offloaded -> 0x" : " (incorrect -> 0x");
        p.out.hex(Checksums.expected(field, sum), 4).character(')');
    }

    /** Why the connection was reset, in words: RFC 1122 section 4.2.2.12 allows it. */
    private void reset(int at, int length) {
        p.out.text(p.has(at, length) ? " [RST" : " [!RST");
        if (length > LONGEST_RESET_TEXT) p.out.character('+');
        p.out.character(' ');
        int shown = Math.min(Math.min(length, LONGEST_RESET_TEXT), p.end - at);
        for (int i = 0; i < shown; i++) p.out.visible(p.data[at + i] & 0xff);
        p.out.character(']');
    }
}
