package sockets.sniffer.print;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import sockets.packet.Cut;
import sockets.packet.HttpMessage;

/**
 * The first line of HTTP/1, RFC 9112, and all lines of the header with v. It has no layout but
 * text: what does not begin as a request or an answer is the middle of one, and not shown.
 */
final class HttpPrinter {
    private static final int LONGEST_WORD = 128;

    private final Print p;

    // what was read last: a word, and where the next begins
    private String word;
    private int behind;

    HttpPrinter(Print print) {
        p = print;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "http";
        p.out.text(": HTTP");
        int end = at + length;
        if (!isMessage(at, end)) return;
        if (p.verbose() == 0) {
            line(": ", at, end);
            return;
        }
        p.out.text(", length: ").number(length);
        while (at >= 0 && at < end) at = line("\n\t", at, end);
    }

    private boolean isMessage(int at, int end) throws Cut {
        if (!word(at, end)) return false;
        if (HttpMessage.isMethod(word.toUpperCase(Locale.ROOT))) return true;
        // of an answer the second word is a number of three digits
        return word(behind, end) && word.matches("[0-9]{3}");
    }

    private static boolean printable(int value) {
        return value >= 0x20 && value < 0x7f;
    }

    private boolean word(int at, int end) throws Cut {
        int start = at;
        for (; at < end; at++) {
            if (!p.has(at, 1)) return false;
            int value = p.u8(at);
            if (value == ' ' || value == '\t' || value == '\r' || value == '\n') break;
            if (!printable(value) || at - start >= LONGEST_WORD) return false;
        }
        if (at == start) return false;
        word = new String(p.data, start, at - start, StandardCharsets.US_ASCII);
        while (at < end && p.has(at, 1) && (p.u8(at) == ' ')) at++;
        behind = at;
        return true;
    }

    /** Prints a line; where the next begins, -1 if there is none. */
    private int line(String before, int start, int end) throws Cut {
        int at = start;
        for (; at < end; at++) {
            int value = p.u8(at);
            if (value == '\n') {
                p.out.text(before).bytes(p.data, start, at - start);
                return at + 1;
            }
            if (value == '\r') {
                if (at + 1 >= end || p.u8(at + 1) != '\n') return -1;
                p.out.text(before).bytes(p.data, start, at - start);
                return at + 2;
            }
            if (!printable(value) && value != '\t') return -1;
        }
        p.out.text(before).bytes(p.data, start, at - start);
        return -1;
    }
}
