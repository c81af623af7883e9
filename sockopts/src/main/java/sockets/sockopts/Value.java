package sockets.sockopts;

import static java.math.RoundingMode.CEILING;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.common.net.Addresses;
import sockets.common.text.Quote;
import sockets.common.text.Texts;
import sockets.libc.Sockaddr;
import sockets.sockopts.demo.TcpInfo;

/** How the value of an option lies in memory, how it is shown, and how a user types it. */
enum Value {
    /** An int used as truth. */
    BOOL(4, true),
    INT(4, true),
    UNSIGNED(4, true),
    UINT64(8, true),
    /** SO_MAX_PACING_RATE: all ones is no limit. */
    PACING(8, true),
    /** struct linger {int l_onoff; int l_linger;} */
    LINGER(8, true),
    /** struct timeval: two longs, seconds and microseconds. */
    TIMEVAL(16, true),
    /** SO_VM_SOCKETS_CONNECT_TIMEOUT: a struct timeval that has a default. */
    TIMEOUT(16, true),
    /** struct ucred {pid_t pid; uid_t uid; gid_t gid;} */
    UCRED(12, false),
    /** char[], ended by NUL or by its length. */
    TEXT(128, true),
    /** The number of an interface, in network order. */
    IFINDEX(4, true),
    /** struct in_addr. */
    ADDRESS(4, true),
    SOCKADDR(Sockaddr.SIZE, false),
    /** 32-bit numbers in a row. */
    INTS(1024, true),
    /** 64-bit numbers in a row. */
    LONGS(1024, false),
    /** SO_TIMESTAMPING: flags, and the number of a hardware clock. */
    TIMESTAMPING(8, true),
    /** IP_LOCAL_PORT_RANGE: the lowest port in the low half, the highest in the other. */
    RANGE(4, true),
    TCP_INFO(512, false),
    /** struct mptcp_info: its first fields. */
    MPTCP_INFO(256, false),
    BYTES(1024, true),
    /** struct sock_fprog: a pointer to a program. */
    FILTER(0, false),
    /** A structure of its own. */
    NONE(0, false);

    private static final Pattern TIME =
            Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(us|ms|s|)");
    private final int size;
    private final boolean typed;

    Value(int size, boolean typed) {
        this.size = size;
        this.typed = typed;
    }

    /** How many bytes getsockopt is given room for; 0 if the value has a layout of its own. */
    int size() {
        return size;
    }

    /** False for a value that can only be read. */
    boolean canBeTyped() {
        return typed;
    }

    /** What a user may type, in the user's words. */
    String typed(Texts texts) {
        return texts.get("value." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** True of values as long as the kernel makes them. */
    private boolean growing() {
        return switch (this) {
            case TEXT, INTS, LONGS, TCP_INFO, MPTCP_INFO -> true;
            default -> false;
        };
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** The bytes of the kernel in words; with the name of a value where it has one. */
    String show(byte[] bytes, Names names) {
        // what is shorter than it should be is shown as it is
        boolean whole = bytes.length >= size || growing();
        ByteBuffer in = buffer(bytes);
        if (this == PACING && bytes.length == 4) return rate(in.getInt(), 0xffffffffL);
        if (this == INT && bytes.length == 1) return named(bytes[0], names);
        if (bytes.length == 0) return "(empty)";
        if (!whole && this != SOCKADDR) return HexFormat.of().formatHex(bytes);
        return switch (this) {
            case BOOL, INT -> named(in.getInt(), names);
            case UNSIGNED -> named(Integer.toUnsignedLong(in.getInt()), names);
            case UINT64 -> Long.toUnsignedString(in.getLong());
            case PACING -> rate(in.getLong(), -1);
            case LINGER -> (in.getInt() == 0 ? "off, " : "on, ") + in.getInt() + " s";
            case TIMEVAL ->
                    micros(bytes) == 0 ? "0 s (no limit)" : time(in.getLong(), in.getLong());
            case TIMEOUT -> time(in.getLong(), in.getLong());
            case UCRED -> "pid " + in.getInt() + ", uid " + in.getInt() + ", gid " + in.getInt();
            case TEXT -> text(bytes);
            case IFINDEX -> String.valueOf(in.order(ByteOrder.BIG_ENDIAN).getInt());
            case ADDRESS -> address(bytes);
            case SOCKADDR -> socketAddress(bytes);
            case INTS -> ints(in);
            case LONGS -> longs(in);
            case TIMESTAMPING -> flags(in.getInt(), in.getInt(), names);
            case RANGE -> range(in.getInt());
            case TCP_INFO -> TcpInfo.of(bytes).toString();
            case MPTCP_INFO -> mptcpInfo(in, names);
            default -> HexFormat.of().formatHex(bytes);
        };
    }

    /** The value as a number, where it is one; else null. */
    Long number(byte[] bytes) {
        ByteBuffer in = buffer(bytes);
        if (bytes.length == 1 && this == INT) return (long) bytes[0];
        if (bytes.length < size) return null;
        return switch (this) {
            case BOOL, INT -> (long) in.getInt();
            case UNSIGNED -> Integer.toUnsignedLong(in.getInt());
            default -> null;
        };
    }

    boolean isTime() {
        return this == TIMEVAL || this == TIMEOUT;
    }

    /** A struct timeval in microseconds. */
    static long micros(byte[] timeval) {
        ByteBuffer in = buffer(timeval);
        return in.getLong() * 1_000_000 + in.getLong();
    }

    private static String named(long value, Names names) {
        String name = names.of(value);
        return name == null ? String.valueOf(value) : value + " (" + name + ")";
    }

    private static String rate(long value, long unlimited) {
        return value == unlimited || value == -1 ? "unlimited" : Long.toUnsignedString(value);
    }

    private static String flags(int flags, int clock, Names names) {
        return named(Integer.toUnsignedLong(flags), names) + (clock == 0 ? "" : ", clock " + clock);
    }

    private static String time(long seconds, long micros) {
        String fraction = micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros);
        return seconds + fraction.replaceFirst("0+$", "") + " s";
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) end++;
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return text.isEmpty() ? "(empty)" : Quote.line(text);
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(bytes, 4)).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static String socketAddress(byte[] bytes) {
        InetSocketAddress address = Sockaddr.inet(ByteBuffer.wrap(bytes));
        return address == null ? HexFormat.of().formatHex(bytes) : Addresses.text(address);
    }

    private static String ints(ByteBuffer in) {
        StringBuilder text = new StringBuilder();
        while (in.remaining() >= 4) {
            if (text.length() > 0) text.append(", ");
            text.append(Integer.toUnsignedString(in.getInt()));
        }
        return text.toString();
    }

    private static String longs(ByteBuffer in) {
        StringJoiner text = new StringJoiner(", ");
        while (in.remaining() >= 8) text.add(Long.toUnsignedString(in.getLong()));
        return text.toString();
    }

    /** {@code u8 subflows, ..., subflows_max (3); u32 flags (8), token (12)}: <linux/mptcp.h>. */
    private static String mptcpInfo(ByteBuffer in, Names names) {
        if (in.remaining() < 16) return HexFormat.of().formatHex(in.array());
        return "subflows "
                + in.get(0)
                + " (at most "
                + in.get(3)
                + "), flags "
                + named(in.getInt(8), names)
                + ", token "
                + HexFormat.of().toHexDigits(in.getInt(12));
    }

    private static String range(int value) {
        return (value & 0xffff) + "-" + (value >>> 16);
    }

    /**
     * What a user typed, as it lies in memory.
     *
     * @throws IllegalArgumentException if it is no such value
     */
    byte[] parse(String text, Names names) {
        return switch (this) {
            case BOOL -> number(truth(text), names, 4);
            case INT, UNSIGNED, TIMESTAMPING -> number(text, names, 4);
            case UINT64 -> number(text, names, 8);
            case PACING -> number(text.equalsIgnoreCase("unlimited") ? "-1" : text, names, 8);
            case LINGER -> linger(text);
            case TIMEVAL, TIMEOUT -> timeval(text);
            case TEXT -> text.getBytes(StandardCharsets.UTF_8);
            case IFINDEX -> reverse(number(text, names, 4));
            case ADDRESS -> inAddr(text);
            case INTS -> numbers(text, names);
            case RANGE -> ports(text);
            case BYTES -> hex(text);
            default -> throw wrong();
        };
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not of " + this);
    }

    private static String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> "1";
            case "off", "false", "no" -> "0";
            default -> text;
        };
    }

    private byte[] number(String text, Names names, int length) {
        Long known = text.isEmpty() ? null : names.value(text);
        BigInteger value;
        try {
            value = known != null ? BigInteger.valueOf(known) : decode(text);
        } catch (NumberFormatException e) {
            throw wrong();
        }
        // signed or unsigned: the bits are the same
        BigInteger least = BigInteger.ONE.shiftLeft(length * 8 - 1).negate();
        BigInteger most = BigInteger.ONE.shiftLeft(length * 8);
        if (value.compareTo(least) < 0 || value.compareTo(most) >= 0) throw wrong();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        return (length == 4 ? out.putInt(value.intValue()) : out.putLong(value.longValue()))
                .array();
    }

    private static BigInteger decode(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
        // BigInteger would take a second sign, and digits of other scripts
        if (!digits.matches(hex ? "0[xX][0-9a-fA-F]{1,16}" : "[0-9]{1,20}"))
            throw new NumberFormatException();
        BigInteger value = hex ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
        return text.startsWith("-") ? value.negate() : value;
    }

    private byte[] numbers(String text, Names names) {
        String[] parts = text.split(",", -1);
        ByteBuffer out = ByteBuffer.allocate(parts.length * 4);
        for (String part : parts) out.put(number(part.strip(), names, 4));
        return out.array();
    }

    private byte[] linger(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("[, ]+", -1);
        Names none = new Names("");
        boolean off = parts[0].equals("off") || text.equals("-1");
        boolean on = parts[0].equals("on");
        // a number alone is the time
        String seconds = parts.length == 2 ? parts[1] : on || off ? "0" : parts[0];
        if (parts.length > 2 || parts.length == 2 && !on && !off) throw wrong();
        if (seconds.startsWith("-")) throw wrong();
        ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        return out.putInt(off ? 0 : 1).put(number(seconds, none, 4)).array();
    }

    private byte[] timeval(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace(" ", "");
        Matcher time = TIME.matcher(lower.equals("none") ? "0" : lower);
        if (!time.matches()) throw wrong();
        int digits = Map.of("us", 0, "ms", 3, "s", 6, "", 6).get(time.group(2));
        // up to the next microsecond: 0 would mean for ever
        BigDecimal micros =
                new BigDecimal(time.group(1)).movePointRight(digits).setScale(0, CEILING);
        ByteBuffer out = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        long all = micros.longValueExact();
        return out.putLong(all / 1_000_000).putLong(all % 1_000_000).array();
    }

    private byte[] inAddr(String text) {
        if (!Addresses.isIpv4Literal(text)) throw wrong();
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw wrong();
        }
    }

    private byte[] ports(String text) {
        Matcher range = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})").matcher(text);
        if (!range.matches()) throw wrong();
        int low = Integer.parseInt(range.group(1));
        int high = Integer.parseInt(range.group(2));
        if (low > 65535 || high > 65535) throw wrong();
        ByteBuffer out = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        return out.putInt(low | high << 16).array();
    }

    private byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static byte[] reverse(byte[] bytes) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return little
                ? buffer(bytes).putInt(0, Integer.reverseBytes(buffer(bytes).getInt())).array()
                : bytes;
    }
}
