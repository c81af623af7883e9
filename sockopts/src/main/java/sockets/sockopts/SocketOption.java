package sockets.sockopts;

import java.util.List;
import java.util.Map;

/**
 * A socket option as {@code options.tsv} describes it.
 *
 * @param name as in C: SO_LINGER
 * @param level as in C: SOL_SOCKET
 * @param number on Linux; -1 for a name of other systems
 * @param type of its value in C
 * @param value how a value is read, shown and typed
 * @param settable yes, no, set only, ignored, message, not implemented, other system
 * @param privilege what setting it needs, and when; may be empty
 * @param socket where it makes sense; null for none of the kinds we open
 * @param java the name in Java's API, or "-"
 * @param python311 whether Python 3.11 on Linux has the name
 * @param manual pages that tell more
 * @param names of values; those of bits in hexadecimal order
 * @param range the numbers that the kernel takes: -1, 1..255; empty: all, or nobody tells
 */
record SocketOption(
        String name,
        String level,
        int number,
        String type,
        Value value,
        String settable,
        String privilege,
        SocketKind socket,
        String java,
        boolean python311,
        List<String> manual,
        Names names,
        String range) {
    private static final Map<String, Integer> LEVELS =
            Map.ofEntries(
                    Map.entry("IPPROTO_IP", 0),
                    Map.entry("SOL_SOCKET", 1),
                    Map.entry("IPPROTO_TCP", 6),
                    Map.entry("IPPROTO_UDP", 17),
                    Map.entry("AF_VSOCK", 40),
                    Map.entry("IPPROTO_IPV6", 41),
                    Map.entry("IPPROTO_ICMPV6", 58),
                    Map.entry("SOL_CAN_RAW", 101),
                    Map.entry("SOL_CAN_J1939", 107),
                    Map.entry("IPPROTO_UDPLITE", 136),
                    Map.entry("SOL_RAW", 255),
                    Map.entry("SOL_PACKET", 263),
                    Map.entry("SOL_NETLINK", 270),
                    Map.entry("SOL_TLS", 282),
                    Map.entry("SOL_XDP", 283),
                    Map.entry("SOL_MPTCP", 284));

    /** The number of its level, for getsockopt and setsockopt. */
    int levelNumber() {
        return LEVELS.get(level);
    }

    /** The level in a word: SOCKET, IP, IPV6, TCP. */
    String shortLevel() {
        // its last word is that of SOL_RAW
        if (level.equals("SOL_CAN_RAW")) return "CAN";
        return level.substring(level.lastIndexOf('_') + 1);
    }

    /** The name in Java's API without its class. */
    String shortJava() {
        return java.substring(java.lastIndexOf('.') + 1);
    }

    /** The option as Java has it: its type there, and neither number nor privilege of Linux. */
    SocketOption inJava(String javaType) {
        String who = settable.equals("other system") ? "yes" : settable;
        return new SocketOption(
                name, level, -1, javaType, value, who, "", socket, java, python311, manual, names,
                "");
    }

    /** True if somebody may set it, be it to no effect. */
    boolean canBeSet() {
        return settable.equals("yes") || settable.equals("set only") || settable.equals("ignored");
    }

    boolean existsHere() {
        return number >= 0;
    }

    /** The socket to read it on beside the other one, TCP or UDP; null where it has no business. */
    SocketKind on(SocketKind asked) {
        if (level.equals("IPPROTO_TCP") && asked != SocketKind.TCP) return null;
        if (level.equals("IPPROTO_UDP") && asked != SocketKind.UDP) return null;
        return switch (level) {
            case "SOL_SOCKET", "IPPROTO_IP", "IPPROTO_TCP", "IPPROTO_UDP" -> asked;
            case "IPPROTO_IPV6" -> asked == SocketKind.TCP ? SocketKind.TCP6 : SocketKind.UDP6;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
