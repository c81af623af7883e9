package sockets.sniffer.print;

import sockets.packet.Cut;

/** The bytes of a packet behind its line: the options x, X and A. */
final class HexDump {
    private static final int PER_LINE = 16;

    private HexDump() {}

    /** Lines of offset and bytes in hexadecimal, in pairs. */
    static void hex(Print p, String indent, int at, int length) throws Cut {
        int count = Math.min(length, Math.max(0, p.end - at));
        for (int i = 0; i < count; i++) {
            if (i % PER_LINE == 0)
                p.out.text(indent).text("0x").hex(i, i > 0xffff ? 5 : 4).text(": ");
            if (i % 2 == 0) p.out.character(' ');
            p.out.hex(p.data[at + i] & 0xff, 2);
        }
        if (count < length) throw Cut.INSTANCE;
    }

    /** A payload that no printer knows, unless the whole packet follows in hexadecimal anyhow. */
    static void payload(Print p, int at, int length) throws Cut {
        if (!p.style.dump().isHex()) hexAndText(p, "\n\t", at, length);
    }

    /** The same with the characters at the end of each line. */
    static void hexAndText(Print p, String indent, int at, int length) throws Cut {
        int count = Math.min(length, Math.max(0, p.end - at));
        for (int line = 0; line < count; line += PER_LINE) {
            p.out.text(indent).text("0x").hex(line, line > 0xffff ? 5 : 4).text(": ");
            int here = Math.min(PER_LINE, count - line);
            int bytes = p.out.length();
            for (int i = 0; i < here; i++) {
                if (i % 2 == 0) p.out.character(' ');
                p.out.hex(p.data[at + line + i] & 0xff, 2);
            }
            p.padRight(bytes, 42);
            for (int i = 0; i < here; i++) p.out.character(graphic(p.data[at + line + i]));
        }
        if (count < length) throw Cut.INSTANCE;
    }

    private static int graphic(byte value) {
        return value > 0x20 && value < 0x7f ? value : '.';
    }

    /** As text: line ends and tabs stay, what could control a terminal becomes a point. */
    static void text(Print p, int at, int length) {
        p.out.character('\n');
        for (int i = 0; i < length; i++) {
            int value = p.data[at + i];
            if (value == '\r') {
                // none at the end of a line
                if (length - i - 1 > 1 && p.data[at + i + 1] != '\n') p.out.character('.');
            } else if (value == '\t' || value == ' ' || value == '\n') {
                p.out.character(value);
            } else {
                p.out.character(graphic((byte) value));
            }
        }
    }

    /** What no printer knows, as far as it was captured. */
    static void unknown(Print p, String indent, int at, int length) throws Cut {
        if (at > p.end) {
            p.out.text(indent)
                    .text(
                            "Dissector error: print_unknown_data() called with pointer past end of packet");
            return;
        }
        hex(p, indent, at, (int) Math.min(length & 0xffffffffL, p.end - at));
    }
}
