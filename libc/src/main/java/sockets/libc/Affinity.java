package sockets.libc;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/** On which processors the calling thread may run: sched_setaffinity(2). */
public final class Affinity {
    /** sizeof(cpu_set_t), a bit each: no kernel has more processors. */
    private static final int SIZE = 8192 / 8;

    private Affinity() {}

    public static BitSet get() throws IOException {
        Linux.require();
        byte[] set = new byte[SIZE];
        if (LibC.sched_getaffinity(0, SIZE, set) < 0)
            throw LibcException.last("sched_getaffinity", "0");
        return BitSet.valueOf(set);
    }

    public static void set(BitSet processors) throws IOException {
        Linux.require();
        byte[] set = Arrays.copyOf(processors.toByteArray(), SIZE);
        if (LibC.sched_setaffinity(0, SIZE, set) < 0)
            throw LibcException.last("sched_setaffinity", processors);
    }
}
