package sockets.sockopts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import sockets.common.Console;
import sockets.common.Failure;
import sockets.common.Quote;
import sockets.common.Reason;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Sysctl;

/** Sets an option on a fresh socket, reads it back and explains what the kernel made of it. */
final class Setting {
    private static final String CONGESTION = "net.ipv4.tcp_available_congestion_control";

    private final Console console;
    private final SocketOption option;
    private final SocketKind kind;

    Setting(Console console, SocketOption option, SocketKind kind) {
        this.console = console;
        this.option = option;
        this.kind = kind;
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
        console.line(option + ": " + console.texts().get("set.socket", kind));
        try (Fd fd = kind.open()) {
            Reading before = read(fd, readable);
            String call = "setsockopt(" + option + ", " + Quote.line(typed) + ") = ";
            try {
                fd.setsockopt(option.levelNumber(), option.number(), bytes);
            } catch (LibcException e) {
                console.line(call + "-1 " + e.name());
                throw unset(new LibcException("setsockopt", option, e.errno()), option);
            }
            console.line(call + "0");
            Reading after = read(fd, readable);
            console.line(difference(bytes, before, after, readable));
        }
    }

    /** The option that shows what this one has set: those that force a size cannot be read. */
    private SocketOption readable() {
        if (!option.name().endsWith("BUFFORCE")) return option;
        return new Options().find(option.name().replace("FORCE", ""));
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
        if (after.failure() != null) return console.texts().get("set.unreadable");
        // shorter ones are filled up with zeros
        int length = Math.max(bytes.length, after.bytes().length);
        String asked = option.value().show(Arrays.copyOf(bytes, length), option.names());
        String kept = after.show(readable);
        boolean ignored = before.failure() == null && kept.equals(before.show(readable));
        if (readable.name().endsWith("BUF")) return buffer(number(bytes), number(after.bytes()));
        if (asked.equals(kept)) return console.texts().get("set.same", kept);
        if (ignored) return console.texts().get("set.ignored", kept);
        if (option.value() == Value.BOOL && number(after.bytes()) == 1)
            return console.texts().get("set.truth");
        if (option.value() == Value.TIMEVAL) return console.texts().get("set.rounded", kept);
        return console.texts().get("set.changed", asked, kept) + why();
    }

    /** Why an option is changed, where that is known. */
    private String why() {
        String key = "set.changed." + option;
        return console.texts().has(key) ? " " + console.texts().get(key) : "";
    }

    /** Sizes of buffers: doubled, then held between a floor and the ceiling of a sysctl. */
    private String buffer(long asked, long kept) {
        String sysctl = "net.core." + (option.name().contains("SND") ? "wmem_max" : "rmem_max");
        if (kept == 2 * asked) return console.texts().get("set.doubled", asked, kept);
        if (kept < 2 * asked || asked < 0)
            return console.texts().get("set.ceiling", kept, sysctl, sysctl(sysctl));
        return console.texts().get("set.floor", asked, kept);
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    }

    private static String sysctl(String name) {
        try {
            return Sysctl.text(name);
        } catch (IOException e) {
            return "?";
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
    private static Failure unset(Failure failure, SocketOption option) {
        boolean readOnly = option.settable().equals("no");
        return switch (failure.name()) {
            case "EPERM", "EACCES" ->
                    option.privilege().isEmpty()
                            ? failure
                            : failure.hint("hint.privilege", option.privilege());
            case "ENOPROTOOPT", "EOPNOTSUPP" -> failure.hint(notHere(option, "no"));
            case "EINVAL", "EDOM", "ERANGE" -> failure.hint(readOnly ? "hint.no" : "hint.range");
            case "ENOENT" ->
                    option.name().equals("TCP_CONGESTION")
                            ? failure.hint("hint.congestion", sysctl(CONGESTION))
                            : failure.hint("hint.nothing");
            default -> failure;
        };
    }

    /** The text for a socket that refuses an option; only some can just be read, or just be set. */
    private static String notHere(SocketOption option, String only) {
        if (option.settable().equals(only)) return "hint." + only.replace(' ', '-');
        return switch (option.settable()) {
            case "message" -> "hint.message";
            case "other family" -> "hint.other-family";
            default -> "hint.not-this-socket";
        };
    }
}
