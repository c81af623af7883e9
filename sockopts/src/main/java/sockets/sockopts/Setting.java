package sockets.sockopts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Texts;
import sockets.libc.Fd;
import sockets.libc.LibC;
import sockets.libc.LibcException;
import sockets.libc.Sysctl;

/** Sets an option on a fresh socket, reads it back and explains what the kernel made of it. */
final class Setting {
    private static final String CONGESTION = "net.ipv4.tcp_available_congestion_control";

    private final Console console;
    private final SocketOption option;
    private final SocketKind kind;
    private final Texts texts;

    Setting(Console console, SocketOption option, SocketKind kind) {
        this.console = console;
        this.option = option;
        this.kind = kind;
        texts = console.texts();
    }

    /**
     * Shows the three calls, and says what came of them.
     *
     * @param typed the value as the user typed it
     * @param bytes the value as it lies in memory
     */
    void run(String typed, byte[] bytes) throws IOException {
        if (!option.existsHere())
            throw new Failure("setsockopt", option, Reason.ENOPROTOOPT, "").hint("hint.absent");
        SocketOption readable = readable();
        console.line(option + ": " + texts.get("set.socket", kind));
        try (Fd fd = kind.open()) {
            Reading before = read(fd, readable);
            String call = "setsockopt(" + option + ", " + Quote.line(typed) + ") = ";
            try {
                fd.setsockopt(option.levelNumber(), option.number(), bytes);
            } catch (LibcException e) {
                console.line(call + "-1 " + e.name());
                throw unset(new LibcException("setsockopt", option, e.errno()), fd, before, bytes);
            }
            console.line(call + "0");
            Reading after = read(fd, readable);
            console.line((difference(bytes, before, after, readable) + note()).strip());
        }
    }

    /** The option that shows what this one has set: those that force a size cannot be read. */
    private SocketOption readable() {
        if (!option.name().endsWith("BUFFORCE")) return option;
        return Options.table().find(option.name().replace("FORCE", ""));
    }

    private Reading read(Fd fd, SocketOption readable) {
        Reading reading = Reading.of(fd, readable);
        String result =
                reading.failure() == null
                        ? reading.show(readable)
                        : "-1 " + reading.failure().name();
        console.line("getsockopt(" + readable + ") = " + result);
        return reading;
    }

    /** What became of the value, in the user's language. */
    private String difference(byte[] bytes, Reading before, Reading after, SocketOption readable) {
        if (after.failure() != null) return texts.get("set.unreadable");
        if (option.value() == Value.BYTES && after.bytes().length > bytes.length)
            return texts.get("set.padded", after.show(readable));
        // shorter ones are filled up with zeros
        int length = Math.max(bytes.length, after.bytes().length);
        String asked = option.value().show(Arrays.copyOf(bytes, length), option.names());
        String kept = after.show(readable);
        if (readable.name().endsWith("BUF")) return buffer(number(bytes), number(after.bytes()));
        if (asked.equals(kept)) return texts.get("set.same", kept);
        if (option.settable().equals("ignored")) return texts.get("set.ignored", kept);
        boolean one = option.value() == Value.BOOL && number(after.bytes()) == 1;
        if (one && number(bytes) != 0) return texts.get("set.truth");
        if (option.value().isTime()
                && Reasons.isNextTick(Value.micros(bytes), Value.micros(after.bytes())))
            return texts.get("set.rounded", kept);
        if (option.value() == Value.LINGER)
            return texts.get(number(bytes) == 0 ? "set.linger.off" : "set.linger.most", kept);
        boolean moved = before.failure() != null || !kept.equals(before.show(readable));
        String what = texts.get(moved ? "set.changed" : "set.unchanged", asked, kept);
        Long number = option.value().number(after.bytes());
        if (number == null || bytes.length != Integer.BYTES) return what;
        return (what + " " + Reasons.of(option, kind, number(bytes), number, texts)).strip();
    }

    /** What only TCP heeds, other sockets take and forget. */
    private String note() {
        String key = "set.note." + option;
        return kind.isTcp() || !texts.has(key) ? "" : " " + texts.get(key);
    }

    /** Sizes of buffers: doubled, then held between a floor and the ceiling of a sysctl. */
    private String buffer(long asked, long kept) {
        boolean force = option.name().endsWith("FORCE");
        if (kept == 2 * asked) return texts.get("set.doubled", asked, kept);
        // a negative one is a huge one, but for those that force it, where it is 0
        if (kept > 2 * asked && (asked >= 0 || force)) return texts.get("set.floor", asked, kept);
        if (force) return texts.get("set.most", kept);
        String name = "net.core." + (option.name().contains("SND") ? "wmem_max" : "rmem_max");
        String ceiling = sysctl(name);
        return texts.get("set.ceiling", kept, ceiling == null ? name : name + " = " + ceiling);
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    }

    private static String sysctl(String name) {
        try {
            return Sysctl.text(name);
        } catch (IOException e) {
            // a container may hide it
            return null;
        }
    }

    /** Why it could not be read, with what is known of the option. */
    static Failure unread(Failure failure, SocketOption option) {
        if (!option.existsHere()) return failure.hint("hint.absent");
        return switch (failure.name()) {
            case "ENOPROTOOPT", "EOPNOTSUPP" -> failure.hint(notHere(option, "set only"));
            default -> failure;
        };
    }

    /** Why it could not be set: it is read-only, needs a privilege, does not take that value ... */
    private Failure unset(Failure failure, Fd fd, Reading before, byte[] bytes) {
        return switch (failure.name()) {
            case "EPERM", "EACCES" -> unprivileged(failure);
            case "ENOPROTOOPT", "EOPNOTSUPP" ->
                    failure.hint(takes(fd, before) ? "hint.unknown-value" : notHere(option, "no"));
            case "EINVAL", "EDOM", "ERANGE" -> outOfRange(failure);
            case "ENOENT" ->
                    option.name().equals("TCP_CONGESTION")
                            ? failure.hint("hint.congestion", sysctl(CONGESTION))
                            : failure.hint("hint.nothing");
            // ip_ra_control of the kernel, which takes the socket off a list: it was on none
            case "ENOBUFS" ->
                    option.name().equals("IP_ROUTER_ALERT") && number(bytes) == 0
                            ? failure.hint("hint.was-not-on")
                            : failure;
            default -> failure;
        };
    }

    /** True if the socket has the option: it takes the value that it has. */
    private boolean takes(Fd fd, Reading before) {
        if (before.failure() != null || !option.canBeSet()) return false;
        try {
            fd.setsockopt(option.levelNumber(), option.number(), before.bytes());
            return true;
        } catch (LibcException e) {
            return false;
        }
    }

    private Failure outOfRange(Failure failure) {
        if (!option.canBeSet()) return failure.hint(notHere(option, "no"));
        if (option.range().isEmpty()) return failure.hint("hint.range");
        return failure.hint("hint.range.known", option.range());
    }

    private Failure unprivileged(Failure failure) {
        if (option.name().equals("XDP_MAX_TX_SKB_BUDGET")) return failure.hint("hint.budget");
        if (option.privilege().isEmpty()) return failure;
        if (option.privilege().endsWith(" TCP_REPAIR")) return failure.hint("hint.repair");
        // in a container, root may be without it
        String key = LibC.geteuid() == 0 ? "hint.privilege.root" : "hint.privilege";
        return failure.hint(key, privilege(option, texts));
    }

    /** The privilege that an option needs, in the user's language. */
    static String privilege(SocketOption option, Texts texts) {
        String key = option.privilege().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return texts.get("privilege." + key);
    }

    /** The text for a socket that refuses an option; only some can just be read, or just be set. */
    private static String notHere(SocketOption option, String only) {
        return switch (option.settable()) {
            case "message", "not implemented" -> "hint." + option.settable().replace(' ', '-');
            default ->
                    option.settable().equals(only)
                            ? "hint." + only.replace(' ', '-')
                            : "hint.not-this-socket";
        };
    }
}
