package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.NetInterface;

/**
 * A network for an experiment that needs other settings than this machine has: a thread moves to a
 * new network namespace, network_namespaces(7), and nothing outside of it changes. It needs
 * CAP_SYS_ADMIN.
 */
final class OwnNetwork {
    // <linux/sockios.h>, netdevice(7)
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final long SIOCSIFMTU = 0x8922;
    private static final int IFF_UP = 1;

    private OwnNetwork() {}

    interface Experiment {
        void run() throws IOException;
    }

    /** Runs it where there is only lo, with this MTU; false if that is not permitted. */
    static boolean run(int mtu, Experiment experiment) throws IOException, InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(() -> enter(mtu, experiment));
        new Thread(task, "own network").start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) throw failed;
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean enter(int mtu, Experiment experiment) throws IOException {
        try {
            NetInterface.unshare();
        } catch (LibcException e) {
            if (e.is(Errno.EPERM)) return false;
            throw e;
        }
        // ip link set lo mtu MTU up
        try (Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            fd.ioctl(SIOCSIFMTU, ifreq(mtu));
            fd.ioctl(SIOCSIFFLAGS, ifreq(IFF_UP));
        }
        experiment.run();
        return true;
    }

    /** struct ifreq: the name at 0, a number at 16; 40 bytes. */
    private static byte[] ifreq(int value) {
        ByteBuffer out = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
        return out.put("lo".getBytes(StandardCharsets.US_ASCII)).putInt(16, value).array();
    }
}
