package sockets.sockopts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.common.text.Texts;
import sockets.libc.Linux;

/**
 * The options that Java itself has. Where the C library cannot be called, on Windows and macOS,
 * they are all there is: Java's channels are the sockets, and getOption and setOption the calls.
 */
final class InJava {
    static {
        // Java chooses its options by the name of the system. With -Dos.name=... somebody plays at
        // being elsewhere, as the tests do, and this Java has no options for there.
        String system = System.getProperty("os.name");
        if (exists("jdk.net.LinuxSocketOptions")) System.setProperty("os.name", "Linux");
        Objects.requireNonNull(ExtendedSocketOptions.TCP_KEEPIDLE);
        System.setProperty("os.name", system);
    }

    private InJava() {}

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A new socket, of the kinds that Java has. */
    private static NetworkChannel open(SocketKind kind) throws IOException {
        try {
            return switch (kind) {
                case TCP -> SocketChannel.open(StandardProtocolFamily.INET);
                case TCP6 -> SocketChannel.open(StandardProtocolFamily.INET6);
                case UDP -> DatagramChannel.open(StandardProtocolFamily.INET);
                case UDP6 -> DatagramChannel.open(StandardProtocolFamily.INET6);
                case UNIX -> SocketChannel.open(StandardProtocolFamily.UNIX);
                default -> throw new UnsupportedOperationException();
            };
        } catch (UnsupportedOperationException e) {
            throw new Failure("socket", kind, Reason.ENOSYS, "").hint("hint.java.kind");
        }
    }

    /** What Java calls an option of this socket; null if it does not have it. */
    private static java.net.SocketOption<?> name(NetworkChannel channel, SocketOption option) {
        for (java.net.SocketOption<?> java : channel.supportedOptions()) {
            // TCP_KEEPINTERVAL is C's TCP_KEEPINTVL
            boolean ofC = Options.table().find(java.name()) != null;
            if (java.name().equals(ofC ? option.name() : option.shortJava())) return java;
        }
        return null;
    }

    /** Those of the options that Java has on this kind of socket, told without Linux's numbers. */
    private static List<SocketOption> of(SocketKind kind, List<SocketOption> options)
            throws IOException {
        List<SocketOption> known = new ArrayList<>();
        try (NetworkChannel channel = open(kind)) {
            for (SocketOption option : options) {
                java.net.SocketOption<?> java = name(channel, option);
                if (java != null) known.add(option.inJava(java.type().getSimpleName()));
            }
        }
        return known;
    }

    /** Those of the options that Java has on a socket of some kind. */
    static List<SocketOption> of(List<SocketOption> options) throws IOException {
        Map<String, SocketOption> known = new HashMap<>();
        for (SocketKind kind : List.of(SocketKind.TCP, SocketKind.UDP, SocketKind.UNIX))
            for (SocketOption option : of(kind, options)) known.put(option.name(), option);
        // in the order of the table
        return options.stream().map(o -> known.get(o.name())).filter(Objects::nonNull).toList();
    }

    /** Reads an option on a fresh socket: getOption. */
    static Reading read(SocketKind kind, SocketOption option) {
        try (NetworkChannel channel = open(kind)) {
            java.net.SocketOption<?> java = name(channel, option);
            if (java == null) return Reading.refused(absent("getsockopt", option));
            return new Reading(null, channel.getOption(java), null);
        } catch (Failure e) {
            return Reading.refused(e);
        } catch (IOException e) {
            return Reading.refused(new Failure("getsockopt", option, e));
        }
    }

    /**
     * Sets an option on a fresh socket, reads it back and tells what became of it.
     *
     * @param bytes the value as the C library would get it
     */
    static void set(Console console, SocketOption option, SocketKind kind, byte[] bytes)
            throws IOException {
        Texts texts = console.texts();
        try (NetworkChannel channel = open(kind)) {
            java.net.SocketOption<?> java = name(channel, option);
            if (java == null) throw absent("setsockopt", option);
            if (!option.inJava("").canBeSet())
                throw new Failure("setsockopt", option, Reason.ENOPROTOOPT, "").hint("hint.no");
            Object asked = value(java.type(), option, bytes);
            console.line(option + ": " + texts.get("set.socket", kind));
            console.line("getOption(" + java + ") = " + channel.getOption(java));
            set(channel, java, option, asked);
            console.line("setOption(" + java + ", " + asked + ")");
            Object kept = channel.getOption(java);
            console.line("getOption(" + java + ") = " + kept);
            String key = asked.equals(kept) ? "set.java.same" : "set.java.changed";
            console.line(texts.get(key, asked, kept));
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(
            NetworkChannel channel,
            java.net.SocketOption<?> java,
            SocketOption option,
            Object value)
            throws IOException {
        try {
            channel.setOption((java.net.SocketOption<Object>) java, value);
        } catch (IllegalArgumentException e) {
            throw new Failure("setsockopt", option, Reason.EINVAL, "").hint("hint.java.value");
        } catch (IOException e) {
            throw new Failure("setsockopt", option, e);
        }
    }

    /** The value of C as Java has it: on or off, seconds to linger, an interface, a number. */
    private static Object value(Class<?> type, SocketOption option, byte[] bytes)
            throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        if (type == Boolean.class) return in.getInt() != 0;
        if (type == Integer.class) {
            int number = in.getInt();
            if (option.value() != Value.LINGER) return number;
            return number == 0 ? -1 : in.getInt();
        }
        NetworkInterface of = NetworkInterface.getByInetAddress(InetAddress.getByAddress(bytes));
        if (of != null) return of;
        throw new Failure("setsockopt", option, Reason.EADDRNOTAVAIL, "").withoutHint();
    }

    private static Failure absent(String call, SocketOption option) {
        return new Failure(call, option, Reason.ENOSYS, "").hint("hint.java.absent", Linux.name());
    }
}
