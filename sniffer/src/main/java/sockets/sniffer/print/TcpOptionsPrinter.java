package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.MptcpOption;
import sockets.packet.TcpOption;

/** The options of a TCP header: RFC 9293, 7323, 2018 and others. */
final class TcpOptionsPrinter {
    private static final String[] NAMES =
            Words.byNumber(
                    "0 eol,1 nop,2 mss,3 wscale,4 sackOK,5 sack,6 echo,7 echoreply,8 TS,11 cc,"
                            + "12 ccnew,13 ccecho,19 md5,20 scps,28 uto,29 tcp-ao,30 mptcp,34 tfo,"
                            + "254 exp");

    private final Print p;
    private final MptcpPrinter mptcp;

    TcpOptionsPrinter(Print print) {
        p = print;
        mptcp = new MptcpPrinter(print);
    }

    /** What ends the printing of the segment: a fault, or that the rest was cut. */
    private static final class Ended extends Exception {
        private static final Ended BAD = new Ended();
        private static final Ended MISSING = new Ended();

        private Ended() {
            super("ended", null, false, false);
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
                int option = TcpOption.kind(p, at);
                int head = TcpOption.hasLength(option) ? TcpOption.VALUE : 1;
                int length = head == 1 ? 1 : TcpOption.length(p, at);
                if (length < head || length > left) throw Ended.BAD;
                at += head;
                left -= head;
                p.name(NAMES, option, "unknown-", "");
                int data = value(option, length, at);
                at += data;
                left -= data;
                if (head + data != length) p.out.text("[len ").number(length).character(']');
                first = false;
                if (option == TcpOption.END) break;
            }
        } catch (Ended e) {
            if (e == Ended.BAD) p.out.text("[bad opt]");
            else p.cut();
            // as tcpdump ends both
            if (!first) p.out.character(e == Ended.BAD ? ']' : '>');
            return false;
        }
        p.out.character(']');
        return true;
    }

    private void need(int at, int count) throws Ended {
        if (count > left) throw Ended.BAD;
        if (!p.has(at, count)) throw Ended.MISSING;
    }

    /** Prints what an option holds; how many bytes of it that were. */
    private int value(int option, int length, int at) throws Cut, Ended {
        switch (option) {
            case TcpOption.END, TcpOption.NO_OPERATION, TcpOption.SACK_PERMITTED:
                return 0;
            case TcpOption.MSS:
                need(at, 2);
                p.out.character(' ').number(TcpOption.maximumSegmentSize(p, at));
                return 2;
            case TcpOption.WINDOW_SCALE:
                need(at, 1);
                p.out.character(' ').number(TcpOption.windowScale(p, at));
                return 1;
            case TcpOption.SACK:
                return selective(length - 2, at);
            case TcpOption.ECHO,
            TcpOption.ECHO_REPLY,
            TcpOption.COUNT,
            TcpOption.COUNT_NEW,
            TcpOption.COUNT_ECHO:
                need(at, 4);
                p.out.character(' ').number(TcpOption.stamp(p, at));
                return 4;
            case TcpOption.TIMESTAMPS:
                need(at, 8);
                p.out.text(" val ").number(TcpOption.stamp(p, at));
                p.out.text(" ecr ").number(TcpOption.stampEcho(p, at));
                return 8;
            case TcpOption.MD5:
                need(at, TcpOption.MD5_SIZE);
                p.out.text(
                        wholeSegment
                                ? " shared secret not supplied with -M, "
                                : " snaplen too short, ");
                p.out.text("can't check - ");
                p.octets(at, TcpOption.MD5_SIZE);
                return TcpOption.MD5_SIZE;
            case TcpOption.SCPS:
                need(at, 2);
                p.out.text(" cap ").hex(TcpOption.capabilities(p, at), 2);
                p.out.text(" id ").number(TcpOption.connection(p, at));
                return 2;
            case TcpOption.USER_TIMEOUT:
                need(at, 2);
                int timeout = TcpOption.timeout(p, at);
                p.out.text(" 0x").hex(timeout).character(' ');
                p.out.number((timeout & 1) != 0 ? (timeout >> 1) * 60 : timeout >> 1);
                return 2;
            case TcpOption.AUTHENTICATION:
                return authentication(length - 2, at);
            case MptcpOption.KIND:
                need(at, length - 2);
                if (!multipath(at - 2, length)) throw Ended.BAD;
                return length - 2;
            case TcpOption.FAST_OPEN:
                need(at, length - 2);
                p.out.character(' ');
                fastOpen(length - 2, at);
                return length - 2;
            case TcpOption.EXPERIMENT:
                need(at, length - 2);
                if (length < 4) throw Ended.BAD;
                p.out.character('-');
                int experiment = TcpOption.experiment(p, at);
                if (experiment == TcpOption.FAST_OPEN_EXPERIMENT) {
                    p.out.text("tfo");
                    fastOpen(length - 4, at + TcpOption.EXPERIMENT_VALUE);
                } else {
                    p.out.hex(experiment, 4);
                }
                return length - 2;
            default:
                if (length > 2) p.out.text(" 0x");
                octets(at, 0, length - 2);
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

    /** Those of a value, as far as they are there. */
    private void octets(int at, int from, int to) throws Cut, Ended {
        for (int i = from; i < to; i++) {
            need(at, i + 1);
            p.octets(at + i, 1);
        }
    }

    private int selective(int size, int at) throws Cut, Ended {
        if (size % TcpOption.SACK_SIZE != 0) {
            p.out.text(" invalid sack");
            return size;
        }
        p.out.character(' ').number(size / TcpOption.SACK_SIZE).character(' ');
        for (int i = 0; i < size; i += TcpOption.SACK_SIZE) {
            need(at, i + 4);
            int start = TcpOption.leftEdge(p, at + i);
            need(at, i + TcpOption.SACK_SIZE);
            int end = TcpOption.rightEdge(p, at + i);
            p.out.character('{');
            p.number(RelativeNumbers.SELECTIVE, start);
            p.out.character(':');
            p.number(RelativeNumbers.SELECTIVE, end);
            p.out.character('}');
        }
        return size;
    }

    private int authentication(int size, int at) throws Cut, Ended {
        if (size < 2) {
            p.invalid();
            return size;
        }
        need(at, 1);
        p.out.text(" keyid ").number(TcpOption.keyId(p, at));
        need(at, 2);
        p.out.text(" rnextkeyid ").number(TcpOption.nextKeyId(p, at));
        if (size > TcpOption.CODE) p.out.text(" mac 0x");
        octets(at, TcpOption.CODE, size);
        return size;
    }

    private void fastOpen(int size, int at) throws Cut {
        if (size == 0) {
            p.out.text(" cookiereq");
        } else if (size % 2 != 0 || size < 4 || size > 16) {
            p.invalid();
        } else {
            p.out.text(" cookie ");
            p.octets(at, size);
        }
    }
}
