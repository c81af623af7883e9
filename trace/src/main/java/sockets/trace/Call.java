package sockets.trace;

import java.util.List;

/**
 * A call of the sockets interface, as data.
 *
 * @param side who makes it: {@code server}, {@code client}, or a program's name
 * @param name of the Berkeley call: {@code recvfrom}
 * @param socket which one: {@code #3} the third that was accepted, {@code fd2} the second that the
 *     side opened, empty for the first
 * @param arguments the others, in the order of the manual page; may be empty
 * @param result what came back; null if it has not come back yet
 * @param java the call that makes it: {@code DatagramChannel.receive}
 * @param why what happened, for the text that explains it: {@code write.part}
 * @param values what stands in that text for {0}, {1} ...
 * @param byJava true if Java adds it on its own
 * @param nanos when it was told, on the clock of System.nanoTime
 */
public record Call(
        String side,
        String name,
        String socket,
        String arguments,
        Result result,
        String java,
        String why,
        List<Object> values,
        boolean byJava,
        long nanos) {

    /**
     * As strace writes it: {@code read(#3, 1024) = 5}, or {@code read(#3, 1024) <unfinished ...>}.
     */
    public String text() {
        String comma = socket.isEmpty() || arguments.isEmpty() ? "" : ", ";
        String call = name + "(" + socket + comma + arguments + ")";
        return isUnfinished() ? call + " <unfinished ...>" : call + " = " + result.text();
    }

    /** True for one that waits still; it is told once more when it has come back. */
    public boolean isUnfinished() {
        return result == null;
    }

    /** The accepted socket that it is about, or that it has made: {@code #3}; else empty. */
    public String client() {
        String about = name.equals("accept") && result != null ? result.opened() : socket;
        return about.startsWith("#") ? about : "";
    }
}
