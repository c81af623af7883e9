package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.Octets;

/**
 * A packet being printed: its bytes up to where they were cut, and the line so far.
 *
 * <p>It is read field by field as the line goes on, and not as a record, since of a packet that was
 * cut tcpdump prints what there is and then names the protocol in which it ends.
 */
final class Print extends Octets {
    final Line out;
    final Style style;

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

    /** A number of a TCP segment, by its kind in RelativeNumbers. */
    void number(int base, int value) {
        if (relative) numbers.number(base, out.length(), value);
        else out.number(value);
    }

    void cut() {
        out.text(" [|").text(protocol).character(']');
    }

    /** So many bytes of text, made visible; true if they were cut. */
    boolean visible(int at, int count) {
        int there = Math.max(0, Math.min(count, end - at));
        for (int i = 0; i < there; i++) out.visible(data[at + i] & 0xff);
        return there < count;
    }

    /** Text in a field, which a byte 0 must end; false if none does. */
    boolean nullTerminated(int at, int size) {
        for (int i = at; i < at + size && i < end; i++) {
            if (data[i] == 0) return true;
            out.visible(data[i] & 0xff);
        }
        return false;
    }

    /** Text in a field, behind which bytes 0 may fill it up. */
    void nullPadded(int at, int size) throws Cut {
        for (int i = 0; i < size && u8(at + i) != 0; i++) out.visible(u8(at + i));
    }

    /** Bytes in hexadecimal, as far as they are there. */
    void octets(int at, int count) throws Cut {
        for (int i = 0; i < count; i++) out.hex(u8(at + i), 2);
    }

    /** The name of a number; one without is told between two texts. */
    Line name(String[] names, int number, String before, String behind) {
        String name = Words.of(names, number);
        if (name != null) return out.text(name);
        return out.text(before).number(number).text(behind);
    }

    /** Puts blanks before the text since a place, up to so many characters. */
    void padLeft(int from, int width) {
        int missing = width - (out.length() - from);
        if (missing > 0) out.insert(from, " ".repeat(missing));
    }

    /** Puts blanks behind the text since a place, up to so many characters. */
    void padRight(int from, int width) {
        while (out.length() - from < width) out.character(' ');
    }

    /** Seconds as 1y1w1d1h1m1s. */
    void duration(long seconds) {
        long[] sizes = {31_536_000, 604_800, 86_400, 3600, 60, 1};
        if (seconds == 0) out.text("0s");
        for (int i = 0; i < sizes.length; i++) {
            if (seconds < sizes[i]) continue;
            out.number(seconds / sizes[i]).character("ywdhms".charAt(i));
            seconds %= sizes[i];
        }
    }

    /** Tells in brackets which two numbers do not go together. */
    void invalid(String what, int value, String relation, int other) {
        out.text(what).number(value).text(relation).number(other).character(']');
        invalid();
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

    /** An address with a title, which is not told of one that was cut. */
    Line ipv4(String title, int at) throws Cut {
        need(at, 4);
        out.text(title);
        return ipv4(at);
    }

    Line ipv6(String title, int at) throws Cut {
        need(at, 16);
        out.text(title);
        return ipv6(at);
    }

    Line ethernet(int at) throws Cut {
        need(at, 6);
        return out.ethernet(data, at);
    }

    /** True for a header of IPv6, of which the first byte is there. */
    boolean isSix(int ip) {
        return (data[ip] & 0xf0) == 0x60;
    }

    /** An address of the IP header that begins at a place. */
    void address(int ip, boolean source) throws Cut {
        if (isSix(ip)) ipv6(ip + (source ? Ipv6Header.SOURCE : Ipv6Header.DESTINATION));
        else ipv4(ip + (source ? Ipv4Header.SOURCE : Ipv4Header.DESTINATION));
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
        return isSix(ip) ? Ipv6Header.nextHeader(this, ip) : Ipv4Header.protocol(this, ip);
    }
}
