package sockets.sockopts;

import java.io.IOException;
import sockets.common.text.Failure;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;

/**
 * What getsockopt told of an option.
 *
 * @param bytes the value in memory; null if it was refused, or Java told it
 * @param java the value as Java's getOption tells it, where that is asked
 * @param failure why it was refused; else null
 */
record Reading(byte[] bytes, Object java, Failure failure) {
    /** Room for a value whose layout only a program of its own knows. */
    private static final int UNKNOWN = 256;

    /** It was not told. */
    static Reading refused(Failure failure) {
        return new Reading(null, null, failure);
    }

    /** Reads an option: getsockopt on a socket. */
    static Reading of(Fd fd, SocketOption option) {
        try {
            int room = option.value().size() == 0 ? UNKNOWN : option.value().size();
            byte[] bytes = fd.getsockopt(option.levelNumber(), option.number(), room);
            return new Reading(bytes, null, null);
        } catch (LibcException e) {
            return refused(new LibcException("getsockopt", option, e.errno()));
        }
    }

    /** Reads an option on a fresh socket of a kind; elsewhere than on Linux through Java. */
    static Reading fresh(SocketKind kind, SocketOption option) {
        if (!Linux.here()) return InJava.read(kind, option);
        try (Fd fd = kind.open()) {
            return of(fd, option);
        } catch (Failure e) {
            return refused(e);
        } catch (IOException e) {
            return refused(new Failure("socket", kind, e));
        }
    }

    /** True if Java does not have the option on that socket. */
    boolean isAbsent() {
        return failure != null && failure.name().equals("ENOSYS");
    }

    /** The value in words, or why there is none: {@code (ENOPROTOOPT)}. */
    String show(SocketOption option) {
        if (failure != null) return "(" + failure.name() + ")";
        return bytes == null ? String.valueOf(java) : option.value().show(bytes, option.names());
    }
}
