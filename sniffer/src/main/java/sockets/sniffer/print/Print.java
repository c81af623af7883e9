package sockets.sniffer.print;

/**
 * A packet being printed: its bytes up to where they were cut, and the line so far.
 *
 * <p>It is read field by field as the line goes on, and not as a record, since of a packet that was
 * cut tcpdump prints what there is and then names the protocol in which it ends.
 */
final class Print {
    final Line out;
    final Style style;
    byte[] data;

    /** Behind the last byte that belongs to the current header's payload and was captured. */
    int end;

    /** Whose name is printed when the packet ends too early. */
    String protocol = "";

    /** True for a segment that resets its connection. */
    boolean alarming;

    /** Numbers that are put in when the lines are joined. */
    final RelativeNumbers numbers = new RelativeNumbers();

    /** True for a segment whose numbers are told relative to the first of its connection. */
    boolean relative;

    Print(Line out, Style style) {
        this.out = out;
        this.style = style;
    }

    int verbose() {
        return style.verbose();
    }

    /** True if all these bytes were captured. */
    boolean has(int at, long count) {
        return count >= 0 && at + count <= end;
    }

    void need(int at, long count) throws Cut {
        if (!has(at, count)) throw Cut.INSTANCE;
    }

    int u8(int at) throws Cut {
        need(at, 1);
        return data[at] & 0xff;
    }

    int u16(int at) throws Cut {
        need(at, 2);
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    /** 32 bits, to be taken without sign. */
    int u32(int at) throws Cut {
        need(at, 4);
        return (data[at] & 0xff) << 24
                | (data[at + 1] & 0xff) << 16
                | (data[at + 2] & 0xff) << 8
                | data[at + 3] & 0xff;
    }

    /** Takes what follows for shorter than it was captured; returns the end of before. */
    int limit(int at, long length) {
        int before = end;
        // unsigned, as it stands in a packet
        if ((length & 0xffffffffL) <= end - at) end = at + (int) length;
        return before;
    }

    /** A number of a TCP segment, by its kind in RelativeNumbers. */
    void number(int base, int value) {
        if (relative) numbers.number(base, out.length(), value);
        else out.number(value);
    }

    void cut() {
        out.text(" [|").text(protocol).character(']');
    }

    void invalid() {
        out.text(" (invalid)");
    }

    Line ipv4(int at) throws Cut {
        need(at, 4);
        if (style.names() == null) return out.ipv4(data, at);
        return out.text(style.names().host(data, at, 4));
    }

    Line ipv6(int at) throws Cut {
        need(at, 16);
        if (style.names() == null) return out.ipv6(data, at);
        return out.text(style.names().host(data, at, 16));
    }

    Line ethernet(int at) throws Cut {
        need(at, 6);
        return out.ethernet(data, at);
    }

    /** An address of the IP header that begins at a place. */
    void address(int ip, boolean source) throws Cut {
        if ((data[ip] & 0xf0) == 0x60) ipv6(ip + (source ? 8 : 24));
        else ipv4(ip + (source ? 12 : 16));
    }

    /** {@code source > destination} of an IP header. */
    void addresses(int ip) throws Cut {
        address(ip, true);
        out.text(" > ");
        address(ip, false);
    }

    /** The same with ports, unless another header stands between: then the ports alone. */
    void endpoints(int ip, boolean direct, int source, int destination, String protocol)
            throws Cut {
        if (direct) {
            address(ip, true);
            out.character('.');
        }
        port(source, protocol);
        out.text(" > ");
        if (direct) {
            address(ip, false);
            out.character('.');
        }
        port(destination, protocol);
        out.text(": ");
    }

    void port(int number, String protocol) {
        if (style.names() == null) out.number(number);
        else out.text(style.names().port(number, protocol));
    }

    /** The protocol that an IP header names as the next. */
    int nextHeader(int ip) throws Cut {
        return u8(ip + ((data[ip] & 0xf0) == 0x60 ? 6 : 9));
    }
}
