package sockets.trace;

import java.util.List;

/**
 * A call of the sockets interface, as data.
 *
 * @param name of the Berkeley call: {@code recvfrom}
 * @param socket which one: {@code #3} the third that was accepted, {@code fd2} the second that the
 *     program opened, empty for the first
 * @param arguments the others, in the order of the manual page; may be empty
 * @param result what came back, {@code 5} or {@code -1 EAGAIN}; null if it has not come back yet
 * @param java the call that makes it: {@code DatagramChannel.receive}
 * @param why the key of the text that explains it
 * @param values what stands in that text for {0}, {1} ...
 * @param byJava true if Java adds it on its own
 */
public record Call(
        String name,
        String socket,
        String arguments,
        String result,
        String java,
        String why,
        List<Object> values,
        boolean byJava) {

    /**
     * As strace writes it: {@code read(#3, 1024) = 5}, or {@code read(#3, 1024) <unfinished ...>}.
     */
    public String text() {
        String comma = socket.isEmpty() || arguments.isEmpty() ? "" : ", ";
        String call = name + "(" + socket + comma + arguments + ")";
        return result == null ? call + " <unfinished ...>" : call + " = " + result;
    }
}
