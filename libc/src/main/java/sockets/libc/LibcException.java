package sockets.libc;

import com.sun.jna.Native;
import sockets.common.text.Failure;
import sockets.common.text.Log;

/** A call of the C library that returned -1: its name, what it was about, errno. */
public final class LibcException extends Failure {
    private final int errno;

    /** A call that failed with an errno. */
    public LibcException(String call, Object object, int errno) {
        super(call, object, name(errno), text(errno));
        this.errno = errno;
        // who lets it end a program has a stack; Java's launcher of sources relies on that
        if (!is(Errno.EAGAIN)) super.fillInStackTrace();
    }

    /** The call just made has failed: errno tells why. */
    static LibcException last(String call, Object object) {
        return new LibcException(call, object, Native.getLastError());
    }

    /** The number in errno(3). */
    public int errno() {
        return errno;
    }

    public boolean is(Errno other) {
        return errno == other.number();
    }

    private static String name(int errno) {
        Errno known = Errno.of(errno);
        return known == null ? "errno " + errno : known.name();
    }

    private static String text(int errno) {
        Errno known = Errno.of(errno);
        return known == null ? LibC.strerror(errno) : known.text();
    }

    /** EAGAIN is part of the game, often: its stack is of no interest. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return Log.on() ? super.fillInStackTrace() : this;
    }
}
