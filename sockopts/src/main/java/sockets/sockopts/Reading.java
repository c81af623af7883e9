package sockets.sockopts;

import java.io.IOException;
import sockets.common.text.Failure;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/**
 * What getsockopt told of an option.
 *
 * @param bytes the value in memory; null if it was refused
 * @param failure why it was refused; else null
 */
record Reading(byte[] bytes, Failure failure) {
    /** Room for a value whose layout only a program of its own knows. */
    private static final int UNKNOWN = 256;

    /** Reads an option: getsockopt on a socket. */
    static Reading of(Fd fd, SocketOption option) {
        try {
            int room = option.value().size() == 0 ? UNKNOWN : option.value().size();
            return new Reading(fd.getsockopt(option.levelNumber(), option.number(), room), null);
        } catch (LibcException e) {
            return new Reading(null, new LibcException("getsockopt", option, e.errno()));
        }
    }

    /** Reads an option on a fresh socket of a kind. */
    static Reading fresh(SocketKind kind, SocketOption option) {
        try (Fd fd = kind.open()) {
            return of(fd, option);
        } catch (Failure e) {
            return new Reading(null, e);
        } catch (IOException e) {
            return new Reading(null, new Failure("socket", kind, e));
        }
    }

    /** The value in words, or why there is none: {@code (ENOPROTOOPT)}. */
    String show(SocketOption option) {
        if (failure != null) return "(" + failure.name() + ")";
        return option.value().show(bytes, option.names());
    }
}
