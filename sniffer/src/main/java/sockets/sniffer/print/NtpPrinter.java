package sockets.sniffer.print;

import java.time.Instant;
import sockets.packet.Cut;
import sockets.packet.NtpMessage;

/** NTP, RFC 5905, and its control messages, RFC 9327. */
final class NtpPrinter {
    private static final String[] MODES = {
        "unspecified", "symmetric active", "symmetric passive", "Client",
        "Server", "Broadcast", "Control Message", "Reserved"
    };
    private static final String[] LEAPS = {"", "+1s", "-1s", "clock unsynchronized"};

    // strata by which a program of old asked for the state of another
    private static final int QUERY = 62;
    private static final int ANSWER = 63;

    private final Print p;

    NtpPrinter(Print print) {
        p = print;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ntp";
        int mode = NtpMessage.mode(p, at);
        p.out.text("NTPv").number(NtpMessage.version(p, at)).text(", ").text(MODES[mode]);
        p.out.text(", length ").number(length);
        if (p.verbose() == 0) return;
        int leap = NtpMessage.leap(p, at);
        p.out.text("\n\tLeap indicator: ").text(LEAPS[leap >> 6]);
        p.out.text(" (").number(leap).character(')');
        if (mode <= NtpMessage.BROADCAST) time(at, length);
        else if (mode == NtpMessage.CONTROL) control(at, length);
    }

    private void invalid(int at, int length) {
        p.invalid();
        if (!p.has(at, length)) p.cut();
    }

    private void time(int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, NtpMessage.SIZE) < 0) {
            invalid(at, length);
            return;
        }
        int stratum = NtpMessage.stratum(p, at);
        p.out.text(", Stratum ").number(stratum).text(" (").text(stratum(stratum));
        p.out.character(')');
        int poll = NtpMessage.poll(p, at);
        p.out.text(", poll ").number((long) poll);
        if (poll > -32 && poll < 32)
            p.out.text(poll < 0 ? " (1/" : " (").number(1 << Math.abs(poll)).text("s)");
        int precision = NtpMessage.precision(p, at);
        p.out.text(", precision ").number((long) precision);
        shortTime("\n\tRoot Delay: ", NtpMessage.rootDelay(p, at));
        shortTime(", Root dispersion: ", NtpMessage.rootDispersion(p, at));
        int reference = NtpMessage.referenceId(p, at);
        p.out.text(", Reference-ID: ");
        switch (stratum) {
            case 0 -> p.out.text("(unspec)");
            case 1 -> p.visible(at + NtpMessage.REFERENCE_ID, 4);
            case QUERY, ANSWER -> {
                p.ipv4(at + NtpMessage.REFERENCE_ID);
                p.out.text(stratum == QUERY ? " INFO_QUERY" : " INFO_REPLY");
                return;
            }
            default -> p.out.text("0x").hex(reference, 8);
        }
        stamp("\n\t  Reference Timestamp:  ", at + NtpMessage.REFERENCE_TIME);
        stamp("\n\t  Origin Timestamp:     ", at + NtpMessage.ORIGIN_TIME);
        stamp("\n\t  Receive Timestamp:    ", at + NtpMessage.RECEIVE_TIME);
        stamp("\n\t  Transmit Timestamp:   ", at + NtpMessage.TRANSMIT_TIME);
        p.out.text("\n\t    Originator - Receive Timestamp:  ");
        difference(at + NtpMessage.ORIGIN_TIME, at + NtpMessage.RECEIVE_TIME);
        p.out.text("\n\t    Originator - Transmit Timestamp: ");
        difference(at + NtpMessage.ORIGIN_TIME, at + NtpMessage.TRANSMIT_TIME);
        behind(at, length - NtpMessage.SIZE);
    }

    private static String stratum(int stratum) {
        if (stratum == 0) return "unspecified";
        if (stratum == 1) return "primary reference";
        return stratum <= 15 ? "secondary reference" : "reserved";
    }

    /** The key and digest, which tcpdump knows by their length. */
    private void behind(int at, int length) throws Cut {
        if (length == 0) return;
        int digest = length - NtpMessage.KEY_SIZE;
        if (digest != 0 && digest != 16 && digest != 20) {
            p.out.text("\n\t(").number(length).text(" more bytes after the header)");
            return;
        }
        int key = NtpMessage.keyId(p, at);
        p.out.text("\n\tKey id: ").number(key);
        if (digest == 0) return;
        p.need(at + NtpMessage.DIGEST, digest);
        p.out.text("\n\tAuthentication: ");
        p.octets(at + NtpMessage.DIGEST, digest);
    }

    /** 16 bits of seconds and 16 of their fraction. */
    private void shortTime(String title, int time) {
        p.out.text(title).number(time >>> 16).character('.');
        p.out.padded((int) ((time & 0xffff) * 1_000_000L >> 16), 6);
    }

    private void stamp(String title, int at) throws Cut {
        long time = NtpMessage.time(p, at);
        p.out.text(title);
        stamp(time);
    }

    private void stamp(long stamp) {
        long seconds = stamp >>> 32;
        p.out.number(seconds).character('.');
        fraction(stamp & 0xffffffffL);
        if (seconds == 0) return;
        // without the highest bit it counts from 2036, when they have begun anew: RFC 4330, 3
        if ((seconds & 0x80000000L) == 0) seconds += 1L << 32;
        Instant time = Instant.ofEpochSecond(seconds - NtpMessage.UNIX_EPOCH);
        p.out.text(" (").text(time.toString()).character(')');
    }

    /** Of a second, in nanoseconds, rounded as tcpdump's floating point does it. */
    private void fraction(long fraction) {
        // FMAXINT of tcpdump: 2^32
        double nanos = fraction / 4294967296.0 * 1_000_000_000.0;
        p.out.padded((int) (long) nanos, 9);
    }

    private void difference(int from, int to) throws Cut {
        long start = NtpMessage.time(p, from);
        long end = NtpMessage.time(p, to);
        if (start == 0) {
            stamp(end);
            return;
        }
        boolean later = Long.compareUnsigned(end, start) > 0;
        long difference = later ? end - start : start - end;
        p.out.character(later ? '+' : '-').number(difference >>> 32).character('.');
        fraction(difference & 0xffffffffL);
    }

    private void control(int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, NtpMessage.CONTROL_SIZE) < 0) {
            invalid(at, length);
            return;
        }
        int control = NtpMessage.control(p, at);
        p.out.text((control & 0x80) != 0 ? ", Response" : ", Request");
        p.out.text((control & 0x40) != 0 ? ", Error" : ", OK");
        p.out.text((control & 0x20) != 0 ? ", More" : ", Last");
        p.out.text(", OpCode=").number(control & 0x1f).character('\n');
        int sequence = NtpMessage.sequence(p, at);
        p.out.text("\tSequence=").number(sequence);
        int status = NtpMessage.status(p, at);
        p.out.text(status == 0 ? ", Status=" : ", Status=0x").hex(status);
        int association = NtpMessage.association(p, at);
        p.out.text(", Assoc.=").number(association);
        int offset = NtpMessage.offset(p, at);
        p.out.text(", Offset=").number(offset);
        int count = NtpMessage.count(p, at);
        p.out.text(", Count=").number(count);
        if (Integer.compareUnsigned(NtpMessage.CONTROL_SIZE + count, length) > 0) {
            invalid(at, length);
        } else if (count != 0) {
            if (p.has(at + NtpMessage.CONTROL_SIZE, count))
                p.out.text("\n\tTO-BE-DONE: data not interpreted");
            else p.cut();
        }
    }
}
