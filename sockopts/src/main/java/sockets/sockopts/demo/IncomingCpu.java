package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.util.BitSet;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.libc.Affinity;
import sockets.libc.Fd;
import sockets.libc.Poll;
import sockets.trace.Tracer;

/**
 * Which processor handled what came; and, set on sockets that share a port, which of them gets what
 * comes in there. A server with a thread on each processor finds its data in that one's cache. Over
 * lo they come in on the processor of the sender, so here the sender stays on one. socket(7),
 * sched_setaffinity(2).
 */
final class IncomingCpu implements Demo {
    private static final Since INCOMING_CPU = new Since("4.4", "SO_INCOMING_CPU", SOL_SOCKET, 49);
    private static final int SENT = 20;
    private static final int PATIENCE_MILLIS = 20_000;

    @Override
    public void run(Stage stage) throws IOException {
        BitSet before = Affinity.get();
        int cpu = before.nextSetBit(0);
        BitSet one = new BitSet();
        one.set(cpu);
        Affinity.set(one);
        try {
            stage.say("stays", cpu);
            told(stage, cpu);
            // the other one need not exist
            int[] got = spread(stage, cpu, cpu + 1);
            stage.check(got[0] == SENT && got[1] == 0, "first", SENT, got[0], got[1]);
            got = spread(stage, cpu + 1, cpu);
            stage.check(got[0] == 0 && got[1] == SENT, "second", SENT, got[0], got[1]);
        } finally {
            Affinity.set(before);
        }
    }

    /** Read: the kernel tells it of a connected socket. */
    private static void told(Stage stage, int cpu) throws IOException {
        try (Link link = Link.tcp()) {
            link.tell(stage);
            link.client().send(Datagram.bytes("hi"), 0);
            link.server().recv(2, 0);
            int told = link.server().getsockopt(SOL_SOCKET, INCOMING_CPU.option());
            stage.check(told == cpu, "told", told);
        }
    }

    /** Two sockets on one port, which want what comes in on these processors: how much each got. */
    private static int[] spread(Stage stage, int first, int second) throws IOException {
        try (Fd one = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Fd two = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            // for UDP: several sockets may have one port
            one.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            two.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            stage.tell("reader 1", one).bind(Link.ANY_PORT);
            stage.tell("reader 2", two).bind(one.getsockname());
            INCOMING_CPU.set(one, first);
            INCOMING_CPU.set(two, second);
            // one line tells all of them
            one.tell(Tracer.SILENT, "");
            two.tell(Tracer.SILENT, "");
            for (int i = 0; i < SENT; i++) sender.sendto(new byte[1], 0, one.getsockname());
            stage.call("sender", SENT + " x sendto(1) = 1");
            int[] got = new int[2];
            while (got[0] + got[1] < SENT) got[next(one, two)]++;
            if (got[0] > 0) stage.call("reader 1", got[0] + " x recv(1) = 1");
            if (got[1] > 0) stage.call("reader 2", got[1] + " x recv(1) = 1");
            return got;
        }
    }

    /** Reads the next datagram: 0 where the first socket has it, 1 the second. */
    private static int next(Fd one, Fd two) throws IOException {
        Poll poll = new Poll();
        int first = poll.add(one, POLLIN);
        poll.add(two, POLLIN);
        if (poll.await(PATIENCE_MILLIS) == 0) throw new Failure("poll", "", Reason.NO_ANSWER, "");
        boolean isFirst = poll.events(first) != 0;
        (isFirst ? one : two).recv(1, 0);
        return isFirst ? 0 : 1;
    }
}
