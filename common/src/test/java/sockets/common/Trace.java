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

    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((\\d*)(.*)\\)\\s+= (-?\\d+)(.*)");

    private Trace() {}

    /** The command line that runs the jar under strace. */
    public static List<String> strace(Path file, List<String> command) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "strace",
                                "-f",
                                "-e",
                                "trace=%network,read,write,close,poll,epoll_wait",
                                "-o",
                                file.toString()));
        words.addAll(command);
        return words;
    }

    /** A descriptor's life: from the call that made it to the one that closed it. */
    private static final class Life {
        boolean own;
    }

    private record Seen(String name, Life life) {}

    /**
     * The names of the calls on the program's own sockets, and of its waits, in the order in which
     * they came back. A socket that is only made, asked for an option and closed is one of the
     * JVM's probes.
     */
    public static List<String> kernel(Path file) throws IOException {
        Map<String, String> unfinished = new HashMap<>();
        Map<Integer, Life> open = new HashMap<>();
        List<Seen> seen = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String thread = line.substring(0, line.indexOf(' '));
            String text = line.substring(line.indexOf(' ')).strip();
            if (text.endsWith("<unfinished ...>")) {
                unfinished.put(thread, text.replace("<unfinished ...>", ""));
                continue;
            }
            Matcher resumed = RESUMED.matcher(text);
            if (resumed.matches()) text = unfinished.remove(thread) + resumed.group(2);
            Matcher call = CALL.matcher(text);
            // "= ?": interrupted by a signal, it never came back to the program
            if (!call.matches()) continue;
            note(call, open, seen);
        }
        List<String> names = new ArrayList<>();
        for (Seen one : seen) if (one.life == null || one.life.own) names.add(one.name);
        return names;
    }

    private static void note(Matcher call, Map<Integer, Life> open, List<Seen> seen) {
        String name = call.group(1);
        String arguments = call.group(3);
        int result = Integer.parseInt(call.group(4));
        boolean interrupted = call.group(5).contains("ERESTART") || call.group(5).contains("EINTR");
        if (interrupted || LEFT_OUT.matcher(name + arguments).find()) return;
        // an accept that met the listener while it was being closed: the program never sees it
        if (name.equals("accept") && result < 0) return;
        if (name.equals("epoll_wait")) {
            seen.add(new Seen(name, null));
            return;
        }
        if (name.equals("socket")) {
            Life life = new Life();
            open.put(result, life);
            seen.add(new Seen(name, life));
            return;
        }
        if (call.group(2).isEmpty()) return;
        int descriptor = Integer.parseInt(call.group(2));
        Life life = open.get(descriptor);
        if (life == null) return;
        life.own |= name.matches("bind|connect|listen|sendto|recvfrom");
        seen.add(new Seen(name, life));
        if (name.equals("close")) open.remove(descriptor);
        if (name.equals("accept") && result >= 0) {
            Life accepted = new Life();
            accepted.own = true;
            open.put(result, accepted);
        }
    }

    /** The names of the calls that --explain printed. */
    public static List<String> explained(List<String> err) {
        List<String> names = new ArrayList<>();
        for (String line : err) {
            if (!line.startsWith("explain: ")) continue;
            String call = line.split(" \\| ")[1];
            names.add(call.substring(0, call.indexOf('(')));
        }
        return names;
    }
}
