package sockets.harness.check;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The threads of processes as the kernel counts them, proc(5); none where it does not tell. */
final class Tasks {
    /**
     * A thread, which the kernel calls a task.
     *
     * @param ran nanoseconds on a processor
     * @param waited nanoseconds for a processor, until it last got one
     * @param wantsOne true if it runs, or waits for a processor, at present
     */
    record Task(long ran, long waited, boolean wantsOne) {
        private static final Task NEW = new Task(0, 0, false);

        /**
         * How long it waited since then. A wait is counted when it has ended; until then it is what
         * the thread did not run.
         */
        long waitedSince(Task before, long elapsed) {
            return wantsOne ? elapsed - (ran - before.ran) : waited - before.waited;
        }
    }

    private Tasks() {}

    /** The threads by their number. */
    static Map<String, Task> of(List<Long> processes) {
        Map<String, Task> tasks = new HashMap<>();
        for (long pid : processes)
            for (String number : numbers(pid)) {
                Task task = read("/proc/" + pid + "/task/" + number);
                if (task != null) tasks.put(number, task);
            }
        return tasks;
    }

    /** True for a process that has ended and is still waited for. */
    static boolean isZombie(long pid) {
        try {
            return state("/proc/" + pid) == 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * True for a process of another pid namespace than ours, pid_namespaces(7), but its first: that
     * one has been put there to wait for the others.
     */
    static boolean isKeptIn(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            // its numbers, from our namespace down to its own
            String numbers = lines.filter(line -> line.startsWith("NSpid:")).findFirst().orElse("");
            String[] words = numbers.split("\\s+");
            return words.length > 2 && !words[words.length - 1].equals("1");
        } catch (IOException | UncheckedIOException e) {
            // it has just ended
            return false;
        }
    }

    /** A process and all that it has started; none if it has ended. */
    static List<Long> family(long pid) {
        List<Long> family = new ArrayList<>();
        add(pid, family);
        return family;
    }

    private static void add(long pid, List<Long> family) {
        String[] numbers = numbers(pid);
        if (numbers.length > 0) family.add(pid);
        for (String number : numbers) {
            try {
                Path children = Path.of("/proc/" + pid + "/task/" + number + "/children");
                for (String child : Files.readString(children).split(" "))
                    if (!child.isEmpty()) add(Long.parseLong(child), family);
            } catch (IOException e) {
                // a thread that has just ended
            }
        }
    }

    private static String[] numbers(long pid) {
        String[] numbers = new File("/proc/" + pid + "/task").list();
        return numbers == null ? new String[0] : numbers;
    }

    /** The thread that asks. */
    static Task own() {
        Task own = read("/proc/thread-self");
        return own == null ? Task.NEW : own;
    }

    private static Task read(String folder) {
        try {
            String[] times = Files.readString(Path.of(folder, "schedstat")).split(" ");
            char state = state(folder);
            return new Task(
                    Long.parseLong(times[0]),
                    Long.parseLong(times[1]),
                    state == 'R' || state == 'D');
        } catch (IOException e) {
            // it has just ended, or this is no Linux
            return null;
        }
    }

    /** 4242 (name, perhaps with parentheses) S ...: R is running or runnable, D on a disk. */
    private static char state(String folder) throws IOException {
        String stat = Files.readString(Path.of(folder, "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    /** What a thread was before; one that was not there has begun with nothing. */
    static Task before(Map<String, Task> before, String number) {
        return before.getOrDefault(number, Task.NEW);
    }
}
