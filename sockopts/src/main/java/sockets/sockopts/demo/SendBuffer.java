package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;

/**
 * The kernel makes of SO_SNDBUF what it likes: twice as much, not too little, not too much. The
 * size decides how much send takes from a program while the peer does not read. socket(7), tcp(7).
 */
final class SendBuffer implements Demo {
    private static final int SMALL = 8192;
    private static final int LARGE = 200_000;
    private static final BufferSize SIZE = new BufferSize(SO_SNDBUF, "net.core.wmem_max");

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd fd = stage.tell("sender", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
            SIZE.show(stage, fd);
        }
        int small = fill(stage, SMALL);
        int large = fill(stage, LARGE);
        stage.check(large > 2 * small, "taken", small, large);
    }

    /** Sends to a peer that does not read, until no more is taken: how much was. */
    private static int fill(Stage stage, int bytes) throws IOException {
        try (Link link = Link.tcp()) {
            // what the peer's buffer takes counts, too: it is to be small in both cases
            link.server().setsockopt(SOL_SOCKET, SO_RCVBUF, 1);
            SIZE.ask(stage.tell("sender", link.client()), bytes);
            // one line tells all the sends
            link.hush();
            int taken = Link.fill(link.client());
            stage.call("sender", "send(..., MSG_DONTWAIT) ... = " + taken + ", then -1 EAGAIN");
            return taken;
        }
    }
}
