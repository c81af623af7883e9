package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.MptcpOption;
import sockets.packet.TcpOption;

/** The options of a TCP header: RFC 9293, 7323, 2018 and others. */
final class TcpOptionsPrinter {
    private final Print p;
    private final MptcpPrinter mptcp;

    TcpOptionsPrinter(Print print) {
        p = print;
        mptcp = new MptcpPrinter(print);
    }

    /** A fault that ends the printing of the segment. */
    private static final class Bad extends Exception {
        private static final Bad INSTANCE = new Bad();

        private Bad() {
            super("bad", null, false, false);
        }
    }

    /** What was cut, told in tcpdump's own way. */
    private static final class Missing extends Exception {
        private static final Missing INSTANCE = new Missing();

        private Missing() {
            super("missing", null, false, false);
        }
    }

    private int left;
    private boolean wholeSegment;
    private int flags;

    /**
     * Prints them; false if nothing may follow.
     *
     * @param whole true if all data of the segment were captured
     */
    boolean print(int at, int size, int tcpFlags, boolean whole) throws Cut {
        flags = tcpFlags;
        left = size;
        wholeSegment = whole;
        p.out.text(", options [");
        boolean first = true;
        try {
            while (left > 0) {
                if (!first) p.out.character(',');
                int option = p.u8(at++);
                int length = 1;
                if (TcpOption.hasLength(option)) {
                    length = p.u8(at++);
                    if (length < 2 || length > left) throw Bad.INSTANCE;
                    left--;
                }
                left--;
                name(option);
                int data = value(option, length, at);
                at += data;
                left -= data;
                if (data + (TcpOption.hasLength(option) ? TcpOption.VALUE : 1) != length)
                    p.out.text("[len ").number(length).character(']');
                first = false;
                if (option == TcpOption.END) break;
            }
        } catch (Bad e) {
            p.out.text("[bad opt]");
            if (!first) p.out.character(']');
            return false;
        } catch (Missing e) {
            p.cut();
            if (!first) p.out.character('>');
            return false;
        }
        p.out.character(']');
        return true;
    }

    private void name(int option) {
        switch (option) {
            case TcpOption.END -> p.out.text("eol");
            case TcpOption.NO_OPERATION -> p.out.text("nop");
            case TcpOption.MSS -> p.out.text("mss");
            case TcpOption.WINDOW_SCALE -> p.out.text("wscale");
            case TcpOption.SACK_PERMITTED -> p.out.text("sackOK");
            case TcpOption.SACK -> p.out.text("sack");
            case 6 -> p.out.text("echo");
            case 7 -> p.out.text("echoreply");
            case TcpOption.TIMESTAMPS -> p.out.text("TS");
            case 11 -> p.out.text("cc");
            case 12 -> p.out.text("ccnew");
            case 13 -> {}
            case 19 -> p.out.text("md5");
            case 20 -> p.out.text("scps");
            case 28 -> p.out.text("uto");
            case 29 -> p.out.text("tcp-ao");
            case MptcpOption.KIND -> p.out.text("mptcp");
            case 34 -> p.out.text("tfo");
            case 254 -> p.out.text("exp");
            default -> p.out.text("unknown-").number(option);
        }
    }

    private void need(int at, int count) throws Bad, Missing {
        if (count > left) throw Bad.INSTANCE;
        if (!p.has(at, count)) throw Missing.INSTANCE;
    }

    /** Prints what an option holds; how many bytes of it that were. */
    private int value(int option, int length, int at) throws Cut, Bad, Missing {
        switch (option) {
            case TcpOption.END, TcpOption.NO_OPERATION, TcpOption.SACK_PERMITTED:
                return 0;
            case TcpOption.MSS:
                need(at, 2);
                p.out.character(' ').number(p.u16(at));
                return 2;
            case TcpOption.WINDOW_SCALE:
                need(at, 1);
                p.out.character(' ').number(p.u8(at));
                return 1;
            case TcpOption.SACK:
                return selective(length - 2, at);
            case 6, 7, 11, 12, 13:
                need(at, 4);
                p.out.character(' ').number(p.u32(at));
                return 4;
            case TcpOption.TIMESTAMPS:
                need(at, 8);
                p.out.text(" val ").number(p.u32(at)).text(" ecr ").number(p.u32(at + 4));
                return 8;
            case 19:
                need(at, 16);
                p.out.text(
                        wholeSegment
                                ? " shared secret not supplied with -M, "
                                : " snaplen too short, ");
                p.out.text("can't check - ");
                octets(at, 0, 16);
                return 16;
            case 20:
                need(at, 2);
                p.out.text(" cap ").hex(p.u8(at), 2).text(" id ").number(p.u8(at + 1));
                return 2;
            case 28:
                need(at, 2);
                int timeout = p.u16(at);
                p.out.text(" 0x").hex(timeout).character(' ');
                p.out.number((timeout & 1) != 0 ? (timeout >> 1) * 60 : timeout >> 1);
                return 2;
            case 29:
                return authentication(length - 2, at);
            case MptcpOption.KIND:
                need(at, length - 2);
                if (!multipath(at - 2, length)) throw Bad.INSTANCE;
                return length - 2;
            case 34:
                need(at, length - 2);
                p.out.character(' ');
                fastOpen(length - 2, at);
                return length - 2;
            case 254:
                need(at, length - 2);
                if (length < 4) throw Bad.INSTANCE;
                p.out.character('-');
                if (p.u16(at) == 0xf989) {
                    p.out.text("tfo");
                    fastOpen(length - 4, at + 2);
                } else {
                    p.out.hex(p.u16(at), 4);
                }
                return length - 2;
            default:
                if (length > 2) p.out.text(" 0x");
                for (int i = 0; i < length - 2; i++) {
                    need(at, i + 1);
                    p.out.hex(p.u8(at + i), 2);
                }
                return length - 2;
        }
    }

    /** Of an option that follows it it may not read. */
    private boolean multipath(int at, int length) throws Cut {
        int before = p.limit(at, length);
        boolean right = mptcp.print(at, length, flags);
        p.end = before;
        return right;
    }

    private void octets(int at, int from, int to) throws Cut {
        for (int i = from; i < to; i++) p.out.hex(p.u8(at + i), 2);
    }

    private int selective(int size, int at) throws Cut, Bad, Missing {
        if (size % 8 != 0) {
            p.out.text(" invalid sack");
            return size;
        }
        p.out.character(' ').number(size / 8).character(' ');
        for (int i = 0; i < size; i += 8) {
            need(at, i + 4);
            int start = p.u32(at + i);
            need(at, i + 8);
            int end = p.u32(at + i + 4);
            p.out.character('{');
            p.number(RelativeNumbers.SELECTIVE, start);
            p.out.character(':');
            p.number(RelativeNumbers.SELECTIVE, end);
            p.out.character('}');
        }
        return size;
    }

    private int authentication(int size, int at) throws Cut, Bad, Missing {
        if (size < 2) {
            p.invalid();
            return size;
        }
        need(at, 1);
        p.out.text(" keyid ").number(p.u8(at));
        need(at, 2);
        p.out.text(" rnextkeyid ").number(p.u8(at + 1));
        if (size > 2) p.out.text(" mac 0x");
        for (int i = 2; i < size; i++) {
            need(at, i + 1);
            p.out.hex(p.u8(at + i), 2);
        }
        return size;
    }

    private void fastOpen(int size, int at) throws Cut {
        if (size == 0) {
            p.out.text(" cookiereq");
        } else if (size % 2 != 0 || size < 4 || size > 16) {
            p.invalid();
        } else {
            p.out.text(" cookie ");
            octets(at, 0, size);
        }
    }
}
