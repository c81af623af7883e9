package sockets.harness.check;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sockets.common.Pressure;

/**
 * How long a server, or this program, wanted a processor and got none: that is the machine's doing,
 * and no patience is lost for it.
 */
final class Waits {
    /** Looks closer together would see nothing new. */
    private static final long SHORTEST_NANOS = 50_000_000;

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Supplier<List<Long>> server;
    private Map<String, Tasks.Task> last = Map.of();
    private Tasks.Task own = Tasks.own();
    private long looked = System.nanoTime();
    private long pressed = Pressure.nanos();
    private long total;
    private long machine;

    /**
     * @param server its processes; none if it runs elsewhere
     */
    Waits(Supplier<List<Long>> server) {
        this.server = server;
    }

    /** What the last look found, in nanoseconds. */
    synchronized long soFar() {
        return total;
    }

    /**
     * The same, and what others waited, too: a whole check is many short turns of processes that
     * may be gone before a look finds them.
     */
    synchronized long machineSoFar() {
        return machine;
    }

    /** Looks, unless it has just been done. */
    synchronized void look() {
        long now = System.nanoTime();
        long elapsed = now - looked;
        if (elapsed < SHORTEST_NANOS) return;
        long pressure = Pressure.nanos();
        Map<String, Tasks.Task> tasks = Tasks.of(server.get());
        Tasks.Task self = Tasks.own();
        long waited = within(self.waited() - own.waited(), elapsed);
        long ran = within(self.ran() - own.ran(), elapsed);
        for (Map.Entry<String, Tasks.Task> each : tasks.entrySet()) {
            Tasks.Task task = each.getValue();
            Tasks.Task before = Tasks.before(last, each.getKey());
            long run = within(task.ran() - before.ran(), elapsed);
            ran += run;
            waited += within(task.waitedSince(before, elapsed), elapsed);
        }
        // a server that fills the machine by itself waits for nobody else
        long most = elapsed - ran / processors;
        total += within(waited, most);
        machine += within(Math.max(waited, pressure - pressed), most);
        last = tasks;
        own = self;
        pressed = pressure;
        looked = now;
    }

    private static long within(long value, long most) {
        return Math.max(0, Math.min(value, most));
    }
}
