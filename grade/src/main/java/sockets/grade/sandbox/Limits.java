package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a hand-in may use, setrlimit(2) and tmpfs(5).
 *
 * @param memory bytes of data of each process
 * @param processes processes and threads together
 * @param descriptors of each process
 * @param disk bytes of all files that it writes, its own copy among them
 * @param seconds of a processor, for each process
 */
public record Limits(long memory, long processes, long descriptors, long disk, long seconds) {
    private static final long MEBIBYTE = 1 << 20;

    /** Files and folders, each of which costs the kernel memory beside its bytes. */
    static final int FILES = 20_000;

    /** Bytes of /dev/shm, shm_open(3): what Python's multiprocessing needs. */
    static final long SHARED = 16 * MEBIBYTE;

    /** Java takes 1/64 of the machine's memory at its start. */
    private static final int JAVA_SHARE = 64;

    /**
     * Enough for a right server: 2 GiB, 512 threads (a check fails one that keeps 256), 4096
     * descriptors, 192 MiB, 10 minutes; never more than this process may have itself.
     */
    public static Limits usual() {
        long memory = 2048 * MEBIBYTE;
        return new Limits(
                Math.max(memory, installed() / JAVA_SHARE + memory / 2),
                512,
                4096,
                192 * MEBIBYTE,
                600);
    }

    /** MemTotal of /proc/meminfo in bytes; 0 where there is none. */
    private static long installed() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo")))
                if (line.startsWith("MemTotal:")) return 1024 * number(line, 1);
        } catch (IOException e) {
            // no Linux: nothing is kept in there
        }
        return 0;
    }

    private static long number(String line, int column) {
        return Long.parseLong(line.strip().split("\\s+")[column]);
    }

    /** prlimit(1) with all of them, a command to follow. A crash leaves no core file. */
    List<String> prlimit() {
        List<String> words = new ArrayList<>(List.of("prlimit", "--core=0"));
        words.add("--data=" + least(memory, "Max data size"));
        words.add("--nproc=" + least(processes, "Max processes"));
        words.add("--nofile=" + least(descriptors, "Max open files"));
        words.add("--fsize=" + least(disk, "Max file size"));
        words.add("--cpu=" + least(seconds, "Max cpu time"));
        return words;
    }

    /** Nobody may raise a hard limit: that of this process counts if it is lower. */
    private static long least(long wanted, String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                // Max open files            1024                 1048576              files
                if (!line.startsWith(name)) continue;
                String hard = line.substring(name.length()).strip().split("\\s+")[1];
                return hard.equals("unlimited") ? wanted : Math.min(wanted, Long.parseLong(hard));
            }
        } catch (IOException e) {
            // as if there were none
        }
        return wanted;
    }
}
