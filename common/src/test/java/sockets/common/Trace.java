package sockets.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The socket calls of a run, as the kernel saw them (strace) and as --explain told them. */
public final class Trace {
    /** What the contract leaves out of the trace. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("MULTICAST_ALL|0x1d|IPV6_V6ONLY|getsockname|getsockopt|AF_UNIX");

    private static final Pattern BEGUN = Pattern.compile("^(\\w+)\\((\\d+)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((\\d*)(.*)\\)\\s+= (-?\\d+)(.*)");

    private Trace() {}

    /**
     * The command line that runs the jar under strace.
     *
     * @param options more of strace's
     */
    public static List<String> strace(Path file, List<String> command, String... options) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "strace",
                                "-f",
                                // only the calls that are wanted stop the program
                                "--seccomp-bpf",
                                "-e",
                                "trace=%network,read,write,close,poll,epoll_wait",
                                "-o",
                                file.toString()));
        words.addAll(List.of(options));
        words.addAll(command);
        return words;
    }

    /** A descriptor's life: from the call that made it to the one that closed it. */
    private static final class Life {
        boolean own;
    }

    private record Seen(String name, Life life) {}

    /** A call that has begun: on which socket, as its number may soon be another's. */
    private record Begun(String text, Life life) {}

    /** What strace wrote, line by line: which descriptors are sockets, and what was called. */
    private static final class Reader {
        private final Map<String, Begun> unfinished = new HashMap<>();
        private final Map<Integer, Life> open = new HashMap<>();
        private final List<Seen> seen = new ArrayList<>();

        void read(String line) {
            String thread = line.substring(0, line.indexOf(' '));
            String text = line.substring(line.indexOf(' ')).strip();
            if (text.endsWith("<unfinished ...>")) {
                unfinished.put(thread, begin(text.replace("<unfinished ...>", "")));
                return;
            }
            Matcher resumed = RESUMED.matcher(text);
            Begun begun = resumed.matches() ? unfinished.remove(thread) : begin(text);
            Matcher call = CALL.matcher(begun.text + (resumed.matches() ? resumed.group(2) : ""));
            // "= ?": interrupted by a signal, it never came back to the program
            if (call.matches()) end(call, begun.life);
        }

        /** From here on a closed number is free: another thread may get it before close returns. */
        private Begun begin(String text) {
            Matcher call = BEGUN.matcher(text);
            if (!call.find()) return new Begun(text, null);
            int descriptor = Integer.parseInt(call.group(2));
            boolean closes = call.group(1).equals("close");
            return new Begun(text, closes ? open.remove(descriptor) : open.get(descriptor));
        }

        private void end(Matcher call, Life life) {
            String name = call.group(1);
            int result = Integer.parseInt(call.group(4));
            String error = call.group(5);
            boolean interrupted = error.contains("ERESTART") || error.contains("EINTR");
            if (interrupted || LEFT_OUT.matcher(name + call.group(3)).find()) return;
            // an accept that met the listener while it was being closed: the program never sees it
            if (name.equals("accept") && result < 0 && !error.contains("EAGAIN")) return;
            if (name.equals("epoll_wait")) seen.add(new Seen(name, null));
            if (name.equals("socket")) {
                Life made = new Life();
                open.put(result, made);
                seen.add(new Seen(name, made));
            }
            if (life == null) return;
            life.own |= name.matches("bind|connect|listen|sendto|recvfrom");
            seen.add(new Seen(name, life));
            if (name.equals("accept") && result >= 0) {
                Life accepted = new Life();
                accepted.own = true;
                open.put(result, accepted);
            }
        }
    }

    /**
     * The names of the calls on the program's own sockets, and of its waits, in the order in which
     * they came back. A socket that is only made, asked for an option and closed is one of the
     * JVM's probes.
     */
    public static List<String> kernel(Path file) throws IOException {
        Reader reader = new Reader();
        for (String line : Files.readAllLines(file)) reader.read(line);
        List<String> names = new ArrayList<>();
        for (Seen one : reader.seen) if (one.life == null || one.life.own) names.add(one.name);
        return names;
    }

    /** The names of the calls that --explain printed. */
    public static List<String> explained(List<String> err) {
        List<String> names = new ArrayList<>();
        for (String line : err) {
            // one that waits is told again when it has come back
            if (!line.startsWith("explain: ") || line.contains(" <unfinished ...>")) continue;
            String call = line.split(" \\| ")[1];
            names.add(call.substring(0, call.indexOf('(')));
        }
        return names;
    }
}
