package sockets.sockopts.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/** An option that not every kernel in use knows: the Linux that brought it, {@code 6.14}. */
record Since(String linux, String name, int level, int option) {
    /** Sets it; where the kernel does not know it the experiment is skipped. */
    void set(Fd fd, int value) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        set(fd, bytes.putInt(value).array(), String.valueOf(value));
    }

    /** The same with a value that is shown in other words: {@code 40000-40001}. */
    void set(Fd fd, byte[] value, String shown) throws IOException {
        try {
            fd.setsockopt(level, option, value, shown);
        } catch (LibcException e) {
            if (!e.is(Errno.ENOPROTOOPT)) throw e;
            throw new Demo.Skipped("too-old", name, linux, System.getProperty("os.version"));
        }
    }
}
