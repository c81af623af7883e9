package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Fd;

/**
 * A number that no other socket of the system has, however often ports and descriptors are used
 * again; {@code ss -e} prints it. ss(8).
 */
final class Cookie implements Demo {
    private static final int SO_COOKIE = 57;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd first = stage.tell("first", Link.listening());
                Fd second = stage.tell("second", Link.listening())) {
            String cookie = cookie(first);
            String again = cookie(first);
            stage.check(again.equals(cookie), "same", cookie);
            String other = cookie(second);
            stage.check(!other.equals(cookie), "differ", cookie, other);
            int port = first.getsockname().getPort();
            String row = Tool.run("SO_COOKIE.skipped", "ss", "-Htlne", "sport = :" + port);
            stage.call("ss", "-Htlne 'sport = :" + port + "'");
            stage.call("", row);
            stage.check((row + " ").contains(" sk:" + cookie + " "), "found", "sk:" + cookie);
        }
    }

    private static String cookie(Fd fd) throws IOException {
        return hex(fd.getsockopt(SOL_SOCKET, SO_COOKIE, 8, value -> "[0x" + hex(value) + "]"));
    }

    /** As ss prints it. */
    private static String hex(byte[] cookie) {
        return Long.toHexString(ByteBuffer.wrap(cookie).order(ByteOrder.nativeOrder()).getLong());
    }
}
