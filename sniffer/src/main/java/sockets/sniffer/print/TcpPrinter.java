package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.HttpMessage;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.TcpHeader;

/** TCP, RFC 9293: flags, numbers relative to the first seen, options. */
final class TcpPrinter {
    private static final int SIZE = TcpHeader.SIZE;
    private static final int DOMAIN = 53;
    private static final int LONGEST_RESET_TEXT = 30;

    /** For each combination of the eight flags. */
    private static final String[] FLAGS = flags("FSRP.UEW");

    private final Print p;
    private final DnsPrinter dns;
    private final TcpOptionsPrinter options;
    private final HttpPrinter http;

    TcpPrinter(Print print, DnsPrinter dns) {
        p = print;
        this.dns = dns;
        options = new TcpOptionsPrinter(print);
        http = new HttpPrinter(print);
    }

    void print(int at, int length, int ip, boolean fragmented) throws Cut {
        p.protocol = "tcp";
        if (!p.has(at + 2, 2)) {
            p.addresses(ip);
            p.out.character(':');
            p.cut();
            return;
        }
        int source = TcpHeader.sourcePort(p, at);
        int destination = TcpHeader.destinationPort(p, at);
        p.endpoints(ip, p.nextHeader(ip) == IpProtocol.TCP, source, destination, "tcp");
        if (!p.has(at, SIZE)) {
            p.cut();
            return;
        }
        int header = TcpHeader.headerLength(p, at);
        if (header < SIZE) {
            p.out.text(" tcp ").number(length - header).text(" [bad hdr length ").number(header);
            p.out.text(" - too short, < 20]");
            return;
        }
        int flags = TcpHeader.flags(p, at) & 0xff;
        p.out.text(FLAGS[flags]);
        p.alarming = (flags & TcpHeader.RST) != 0;
        int sequence = TcpHeader.sequence(p, at);
        int acknowledgement = TcpHeader.acknowledgement(p, at);
        p.relative = !p.style.absolute() && (flags & TcpHeader.ACK) != 0;
        if (p.relative) relate(ip, source, destination, flags, sequence, acknowledgement);
        if (Integer.compareUnsigned(header, length) > 0) {
            p.out.text(" [bad hdr length ").number(header).text(" - too long, > ");
            p.out.number(length).character(']');
            return;
        }
        if (p.verbose() > 0 && !fragmented && p.has(at, length)) checksum(at, length, ip);
        length -= header;
        if (p.verbose() > 1
                || length != 0
                || (flags & (TcpHeader.SYN | TcpHeader.FIN | TcpHeader.RST)) != 0) {
            p.out.text(", seq ");
            p.number(RelativeNumbers.SENT, sequence);
            if (length != 0) {
                p.out.character(':');
                p.number(RelativeNumbers.SENT, sequence + length);
            }
        }
        if ((flags & TcpHeader.ACK) != 0) {
            p.out.text(", ack ");
            p.number(RelativeNumbers.RECEIVED, acknowledgement);
        } else if (p.verbose() > 1 && acknowledgement != 0) {
            p.out.text(", [ack ").number(acknowledgement).text(" != 0 while ACK flag not set]");
        }
        p.out.text(", win ").number(TcpHeader.window(p, at));
        int urgent = TcpHeader.urgentPointer(p, at);
        if ((flags & TcpHeader.URG) != 0) p.out.text(", urg ").number(urgent);
        else if (p.verbose() > 1 && urgent != 0)
            p.out.text(", [urg ").number(urgent).text(" != 0 while URG flag not set]");
        boolean whole = p.has(at + header, length);
        if (header > SIZE && !options.print(at + SIZE, header - SIZE, flags, whole)) return;
        p.out.text(", length ").number(length);
        if (length == 0) return;
        if (!p.has(at, header)) {
            p.out.text(" [remaining caplen(").number(p.end - at).text(") < header length(");
            p.out.number(header).text(")]");
            throw Cut.INSTANCE;
        }
        if ((flags & TcpHeader.RST) == 0) {
            payload(at + header, length, source, destination);
        } else if (p.verbose() > 0) {
            reset(at + header, length);
        } else if (!p.has(at + header, length)) {
            p.cut();
            // as tcpdump ends a segment with options
            if (header > SIZE) p.out.character('>');
        }
    }

    private void payload(int at, int length, int source, int destination) throws Cut {
        if (source == DOMAIN || destination == DOMAIN) dns.print(at, length, true, false);
        else if (HttpMessage.isPort(source) || HttpMessage.isPort(destination))
            http.print(at, length);
    }

    private static String[] flags(String letters) {
        String[] all = new String[256];
        for (int flags = 0; flags < all.length; flags++) {
            StringBuilder text = new StringBuilder("Flags [");
            for (int i = 0; i < 8; i++) if ((flags & 1 << i) != 0) text.append(letters.charAt(i));
            all[flags] = text.append(flags == 0 ? "none]" : "]").toString();
        }
        return all;
    }

    /**
     * Notes which connection it is of: one entry for both directions, from the lower end's view.
     */
    private void relate(
            int ip, int source, int destination, int flags, int sequence, int acknowledgement)
            throws Cut {
        boolean six = p.isSix(ip);
        int size = six ? 16 : 4;
        int from = ip + (six ? Ipv6Header.SOURCE : Ipv4Header.SOURCE);
        int to = from + size;
        boolean reverse =
                source > destination || source == destination && compare(from, to, size) > 0;
        int ports = reverse ? destination << 16 | source : source << 16 | destination;
        int low = reverse ? to : from;
        int high = reverse ? from : to;
        // both addresses, or none of them
        p.need(from, 2 * size);
        RelativeNumbers numbers = p.numbers;
        numbers.segment(
                six, reverse, (flags & TcpHeader.SYN) != 0, ports, sequence, acknowledgement);
        for (int i = 0; i < size; i += 4) numbers.address(p.u32(low + i));
        for (int i = 0; i < size; i += 4) numbers.address(p.u32(high + i));
    }

    private int compare(int a, int b, int size) {
        for (int i = 0; i < size; i++) {
            int difference = (p.data[a + i] & 0xff) - (p.data[b + i] & 0xff);
            if (difference != 0) return difference;
        }
        return 0;
    }

    private void checksum(int at, int length, int ip) throws Cut {
        int field = TcpHeader.checksum(p, at);
        int pseudo = Checksums.pseudo(p, ip, IpProtocol.TCP, length);
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
