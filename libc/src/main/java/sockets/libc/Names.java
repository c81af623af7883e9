package sockets.libc;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The names that numbers of Linux's headers have, for the calls that are told. */
final class Names {
    // <linux/if_ether.h>
    private static final int ETH_P_ALL = 3;
    private static final int LONGEST_TEXT = 20;

    private Names() {}

    /** {@code AF_INET, SOCK_DGRAM|SOCK_NONBLOCK, IPPROTO_UDP}: the arguments of socket(2). */
    static String socket(int domain, int type, int protocol) {
        String nonblock = (type & Linux.SOCK_NONBLOCK) != 0 ? "|SOCK_NONBLOCK" : "";
        boolean internet = domain == Linux.AF_INET || domain == Linux.AF_INET6;
        String of = internet ? protocol(protocol) : String.valueOf(protocol);
        return domain(domain) + ", " + type(type) + nonblock + ", " + of;
    }

    static String domain(int domain) {
        return switch (domain) {
            case Linux.AF_UNIX -> "AF_UNIX";
            case Linux.AF_INET -> "AF_INET";
            case Linux.AF_INET6 -> "AF_INET6";
            case Linux.AF_PACKET -> "AF_PACKET";
            default -> "domain " + domain;
        };
    }

    /** Without its flags. */
    static String type(int type) {
        return switch (type & 0xf) {
            case Linux.SOCK_STREAM -> "SOCK_STREAM";
            case Linux.SOCK_DGRAM -> "SOCK_DGRAM";
            case Linux.SOCK_RAW -> "SOCK_RAW";
            default -> "type " + type;
        };
    }

    private static String protocol(int protocol) {
        return switch (protocol) {
            case Linux.IPPROTO_ICMP -> "IPPROTO_ICMP";
            case Linux.IPPROTO_TCP -> "IPPROTO_TCP";
            case Linux.IPPROTO_UDP -> "IPPROTO_UDP";
            case Linux.IPPROTO_ICMPV6 -> "IPPROTO_ICMPV6";
            default -> String.valueOf(protocol);
        };
    }

    /** Flags of send and receive: {@code MSG_PEEK|MSG_DONTWAIT}, as strace has them; 0 for none. */
    static String flags(int flags) {
        StringJoiner names = new StringJoiner("|").setEmptyValue("0");
        int left = flags;
        left = name(names, left, Linux.MSG_OOB, "MSG_OOB");
        left = name(names, left, Linux.MSG_PEEK, "MSG_PEEK");
        left = name(names, left, Linux.MSG_TRUNC, "MSG_TRUNC");
        left = name(names, left, Linux.MSG_DONTWAIT, "MSG_DONTWAIT");
        left = name(names, left, Linux.MSG_WAITALL, "MSG_WAITALL");
        left = name(names, left, Linux.MSG_ERRQUEUE, "MSG_ERRQUEUE");
        left = name(names, left, Linux.MSG_MORE, "MSG_MORE");
        left = name(names, left, Linux.MSG_FASTOPEN, "MSG_FASTOPEN");
        if (left != 0) names.add("0x" + Integer.toHexString(left));
        return names.toString();
    }

    /** Events of poll: {@code POLLIN|POLLERR}; 0 for none. */
    static String events(int events) {
        StringJoiner names = new StringJoiner("|").setEmptyValue("0");
        int left = events;
        left = name(names, left, Linux.POLLIN, "POLLIN");
        left = name(names, left, Linux.POLLPRI, "POLLPRI");
        left = name(names, left, Linux.POLLOUT, "POLLOUT");
        left = name(names, left, Linux.POLLERR, "POLLERR");
        left = name(names, left, Linux.POLLHUP, "POLLHUP");
        left = name(names, left, Linux.POLLNVAL, "POLLNVAL");
        left = name(names, left, Linux.POLLRDHUP, "POLLRDHUP");
        if (left != 0) names.add("0x" + Integer.toHexString(left));
        return names.toString();
    }

    private static int name(StringJoiner names, int bits, int bit, String name) {
        if ((bits & bit) != 0) names.add(name);
        return bits & ~bit;
    }

    static String how(int how) {
        return switch (how) {
            case Linux.SHUT_RD -> "SHUT_RD";
            case Linux.SHUT_WR -> "SHUT_WR";
            case Linux.SHUT_RDWR -> "SHUT_RDWR";
            default -> String.valueOf(how);
        };
    }

    /** {@code ETH_P_ALL}, or a number. */
    static String etherType(int protocol) {
        return protocol == ETH_P_ALL ? "ETH_P_ALL" : "0x" + Integer.toHexString(protocol);
    }

    /** What is sent or came: a short text in quotes, else how many bytes. */
    static String data(byte[] bytes) {
        String number = String.valueOf(bytes.length);
        if (bytes.length == 0 || bytes.length > LONGEST_TEXT) return number;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
        return plain ? '"' + text + '"' : number;
    }
}
