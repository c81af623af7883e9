package sockets.libc;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The names that numbers of Linux's headers have, for the calls that are told. */
final class Names {
    private record Bit(int value, String name) {}

    private static final Bit[] FLAGS = {
        new Bit(Linux.MSG_OOB, "MSG_OOB"),
        new Bit(Linux.MSG_PEEK, "MSG_PEEK"),
        new Bit(Linux.MSG_TRUNC, "MSG_TRUNC"),
        new Bit(Linux.MSG_DONTWAIT, "MSG_DONTWAIT"),
        new Bit(Linux.MSG_WAITALL, "MSG_WAITALL"),
        new Bit(Linux.MSG_ERRQUEUE, "MSG_ERRQUEUE"),
        new Bit(Linux.MSG_MORE, "MSG_MORE"),
        new Bit(Linux.MSG_FASTOPEN, "MSG_FASTOPEN")
    };

    private static final Bit[] EVENTS = {
        new Bit(Linux.POLLIN, "POLLIN"),
        new Bit(Linux.POLLPRI, "POLLPRI"),
        new Bit(Linux.POLLOUT, "POLLOUT"),
        new Bit(Linux.POLLERR, "POLLERR"),
        new Bit(Linux.POLLHUP, "POLLHUP"),
        new Bit(Linux.POLLNVAL, "POLLNVAL"),
        new Bit(Linux.POLLRDHUP, "POLLRDHUP")
    };

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
            case Linux.AF_NETLINK -> "AF_NETLINK";
            case Linux.AF_PACKET -> "AF_PACKET";
            case Linux.AF_CAN -> "AF_CAN";
            case Linux.AF_VSOCK -> "AF_VSOCK";
            case Linux.AF_XDP -> "AF_XDP";
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
        return bits(flags, FLAGS);
    }

    /** Events of poll: {@code POLLIN|POLLERR}; 0 for none. */
    static String events(int events) {
        return bits(events, EVENTS);
    }

    private static String bits(int bits, Bit[] known) {
        StringJoiner names = new StringJoiner("|").setEmptyValue("0");
        int left = bits;
        for (Bit bit : known) {
            if ((left & bit.value) != 0) names.add(bit.name);
            left &= ~bit.value;
        }
        if (left != 0) names.add("0x" + Integer.toHexString(left));
        return names.toString();
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
