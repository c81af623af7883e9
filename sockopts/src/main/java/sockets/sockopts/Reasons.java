package sockets.sockopts;

import java.io.IOException;
import sockets.common.text.Texts;
import sockets.libc.Sysctl;

/**
 * Why the kernel keeps another number than it was asked for. A rule speaks of the number asked and
 * the number kept; where none fits, no reason is given: a wrong one would be believed.
 */
final class Reasons {
    private static final int BYTE = 0xff;

    /** Two bits of the traffic class, RFC 3168. */
    private static final int ECN = 3;

    /** Two minutes: TCP_FIN_TIMEOUT_MAX of the kernel. */
    private static final int LONGEST_FIN_WAIT = 120;

    /** RFC 3828: the checksum covers it at least. */
    private static final int UDPLITE_HEADER = 8;

    private Reasons() {}

    /** The reason in the user's language; empty if none is known. */
    static String of(SocketOption option, SocketKind kind, long asked, long kept, Texts texts) {
        String name = "set.why." + option;
        return switch (option.name()) {
            case "IP_TOS" -> tos(kind, asked, kept, texts);
            case "IPV6_TCLASS" ->
                    asked == -1
                            ? texts.get("set.why.default")
                            : withoutEcn(kind, asked, kept) ? texts.get("set.why.ecn") : "";
            case "IP_TTL",
                    "IPV6_UNICAST_HOPS",
                    "IP_MULTICAST_TTL",
                    "IPV6_MULTICAST_HOPS",
                    "SO_TXREHASH",
                    "TCP_REPAIR" ->
                    asked == -1 ? texts.get(name) : "";
            case "UDPLITE_SEND_CSCOV", "UDPLITE_RECV_CSCOV" ->
                    kept == UDPLITE_HEADER && asked > 0 && asked < kept
                            ? texts.get("set.why.udplite")
                            : "";
            case "TCP_MAXSEG" -> asked == 0 ? texts.get(name) : "";
            case "SO_RCVLOWAT" -> lowWater(kind, asked, kept, texts);
            case "TCP_LINGER2" -> finWait(asked, kept, texts);
            case "TCP_FASTOPEN" -> kept < asked ? texts.get(name) : "";
            case "TCP_WINDOW_CLAMP" -> kept > asked ? texts.get(name) : "";
            case "TCP_DEFER_ACCEPT" -> asked > 0 && kept > 0 ? texts.get(name) : "";
            case "TCP_RTO_MAX_MS" -> isNextTick(asked * 1000, kept * 1000, texts);
            case "TCP_RTO_MIN_US", "TCP_DELACK_MAX_US" -> isNextTick(asked, kept, texts);
            default -> "";
        };
    }

    /** Only its lowest byte is in the header, and TCP looks after ECN itself. */
    private static String tos(SocketKind kind, long asked, long kept, Texts texts) {
        long lowest = asked & BYTE;
        boolean cut = lowest != asked;
        String byteAlone = cut ? texts.get("set.why.IP_TOS", asked, lowest) : "";
        if (kept == lowest) return byteAlone;
        if (!withoutEcn(kind, lowest, kept)) return "";
        return (cut ? byteAlone + " " : "") + texts.get("set.why.ecn");
    }

    private static boolean withoutEcn(SocketKind kind, long asked, long kept) {
        return kind.isTcp() && kept != asked && kept == (asked & ~ECN);
    }

    private static String lowWater(SocketKind kind, long asked, long kept, Texts texts) {
        if (asked == 0 && kept == 1) return texts.get("set.why.SO_RCVLOWAT.zero");
        if (asked < 0 && kept == Integer.MAX_VALUE) return texts.get("set.why.SO_RCVLOWAT.most");
        long half = largestReceiveBuffer() / 2;
        return kind.isTcp() && kept == half ? texts.get("set.why.SO_RCVLOWAT.half", 2 * half) : "";
    }

    /** The last of the three numbers; -1 if a container hides them. */
    private static long largestReceiveBuffer() {
        try {
            String[] sizes = Sysctl.text("net.ipv4.tcp_rmem").strip().split("\\s+");
            return Long.parseLong(sizes[sizes.length - 1]);
        } catch (IOException e) {
            return -1;
        }
    }

    private static String finWait(long asked, long kept, Texts texts) {
        if (asked < 0) return kept == -1 ? texts.get("set.why.TCP_LINGER2.none") : "";
        if (asked == 0) return texts.get("set.why.TCP_LINGER2.default");
        return kept == LONGEST_FIN_WAIT ? texts.get("set.why.TCP_LINGER2.most") : "";
    }

    private static String isNextTick(long askedMicros, long keptMicros, Texts texts) {
        return isNextTick(askedMicros, keptMicros) ? texts.get("set.why.ticks") : "";
    }

    /** True if a time differs by no more than a tick of the slowest clock: 100 in a second. */
    static boolean isNextTick(long askedMicros, long keptMicros) {
        return Math.abs(keptMicros - askedMicros) <= 10_000;
    }
}
