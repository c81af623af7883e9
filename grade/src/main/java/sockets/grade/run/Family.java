package sockets.grade.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All processes that a line has started, whoever is their parent now: they have the variable that
 * they inherit, or are of the session, setsid(2), or descend from the first one.
 */
final class Family {
    private static final String VARIABLE = "SOCKETS_GRADE";
    private static final Path PROC = Path.of("/proc");

    private final String mark;
    private Process first;

    /** Of a line of a run, each of which has a name of its own. */
    Family(String run, int line) {
        mark = run + ":" + line;
    }

    /** So that they are known. */
    void mark(ProcessBuilder builder) {
        builder.environment().put(VARIABLE, mark);
    }

    void begin(Process process) {
        first = process;
    }

    /** Those that run still. */
    List<ProcessHandle> running() {
        Set<ProcessHandle> all = new LinkedHashSet<>();
        if (first != null) {
            all.add(first.toHandle());
            first.descendants().forEach(all::add);
        }
        for (long pid : pids()) if (isOurs(pid)) ProcessHandle.of(pid).ifPresent(all::add);
        List<ProcessHandle> running = new ArrayList<>(all);
        running.removeIf(process -> !process.isAlive() || stat(process.pid(), 1).equals("Z"));
        return running;
    }

    private boolean isOurs(long pid) {
        if (first != null && stat(pid, 4).equals(String.valueOf(first.pid()))) return true;
        return mark.equals(mark(pid));
    }

    /** The line that a process comes from: its number, 0 if it is of another run, -1 of none. */
    static int line(String run, long pid) {
        String mark = mark(pid);
        if (mark == null) return -1;
        return mark.startsWith(run + ":") ? Integer.parseInt(mark.substring(run.length() + 1)) : 0;
    }

    /** What ps(1) calls a process. */
    static String name(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/comm")).strip();
        } catch (IOException e) {
            return "a process";
        }
    }

    private static String mark(long pid) {
        try {
            byte[] variables = Files.readAllBytes(PROC.resolve(pid + "/environ"));
            for (String one : new String(variables, StandardCharsets.ISO_8859_1).split("\0"))
                if (one.startsWith(VARIABLE + "=")) return one.substring(VARIABLE.length() + 1);
        } catch (IOException e) {
            // another user's, or it has just ended
        }
        return null;
    }

    private static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) pids.add(Long.valueOf(process.getFileName().toString()));
        } catch (IOException e) {
            // no such folder outside Linux: descendants are all that is known
        }
        return pids;
    }

    /** A field behind the name, proc(5): 1 the state, 4 the session; empty if it has ended. */
    private static String stat(long pid, int field) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            // the name may hold blanks and parentheses
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length < field ? "" : fields[field - 1];
        } catch (IOException e) {
            return "";
        }
    }
}
