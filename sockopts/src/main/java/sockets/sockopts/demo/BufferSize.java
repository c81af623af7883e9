package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Sysctl;

/**
 * What the kernel makes of a size that is asked for: doubled, raised to the floor, cut at the
 * ceiling. The same for SO_RCVBUF and SO_SNDBUF, with their sysctls. socket(7).
 *
 * @param number of the option
 * @param sysctl its ceiling, net.core.rmem_max or wmem_max
 */
record BufferSize(int number, String sysctl) {
    /** Shows all three on a fresh socket, which tells its calls. */
    void show(Stage stage, Fd fd) throws IOException {
        long max = Sysctl.number(sysctl);
        int middle = (int) (max < 0 ? 65536 : Math.min(max, 65536));
        int doubled = ask(fd, middle);
        stage.check(doubled == 2 * middle, "doubled", middle, doubled);
        int floor = ask(fd, 1);
        stage.check(floor > 2, "floor", floor);
        if (max < 0) {
            stage.say("no-ceiling");
            return;
        }
        int ceiling = ask(fd, (int) Math.min(Integer.MAX_VALUE, 2 * max));
        boolean cut = ceiling == 2 * Math.min(max, Integer.MAX_VALUE / 2);
        stage.check(cut, "ceiling", max, ceiling);
    }

    /** Sets the size: what the kernel made of it. */
    int ask(Fd fd, int bytes) throws IOException {
        fd.setsockopt(SOL_SOCKET, number, bytes);
        return fd.getsockopt(SOL_SOCKET, number);
    }
}
