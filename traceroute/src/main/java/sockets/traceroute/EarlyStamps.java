package sockets.traceroute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sockets.common.text.Log;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.trace.Call;
import sockets.trace.Tracer;

/**
 * A socket that only asks for stamps on what arrives. The kernel begins to stamp some time after
 * the first socket of the machine has asked for it, and the answer to the first probe would come
 * without: so this one asks while the program still reads its command line.
 */
final class EarlyStamps extends Thread implements AutoCloseable {
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Told later: nobody knows as yet whether they are wanted. */
    private final List<Call> calls = new ArrayList<>();

    private Fd fd;

    EarlyStamps() {
        super("stamps");
        setDaemon(true);
    }

    /** Opens the socket, and loads JNA and the calls of libc. */
    @Override
    public void run() {
        try {
            open();
        } finally {
            opened.countDown();
        }
    }

    private void open() {
        try {
            Tracer later = new Tracer("traceroute", calls::add);
            fd = Fd.socket(Linux.AF_INET, Linux.SOCK_DGRAM, Linux.IPPROTO_UDP, later, "early");
            Setsockopt.stamps(fd, Setsockopt.STAMP_RECEIVED);
        } catch (LibcException e) {
            // without IPv4, say: the first answers may be measured a little worse
            Log.debug("{}", Errno.of(e.errno()));
        } catch (IOException e) {
            // not Linux: the first socket of the trace will tell it
            Log.debug("{}", e.getMessage());
        }
    }

    /** Waits until it is open, and tells its calls, which came before all others. */
    void tell(Tracer tracer) {
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        calls.forEach(tracer::tell);
        if (fd != null) fd.tell(tracer, "early");
    }

    @Override
    public void close() {
        if (fd != null) fd.close();
    }
}
