package sockets.udpecho.check;

import java.util.Map;
import sockets.harness.check.Probe;

/**
 * Command lines that show to the eye what a probe has found; a student types them. ncat ends with
 * its input, without waiting for an answer: that is why there is a sleep.
 */
final class ByHand {
    /** A client with a socket s, and what it does. */
    private static String python(String does) {
        return "python3 -c \"import os, socket; a = socket.getaddrinfo('HOST', PORT,"
                + " type=socket.SOCK_DGRAM)[0]; s = socket.socket(*a[:3]); s.settimeout(2); "
                + does
                + "\"";
    }

    /** What a printf sends with nc. */
    private static String nc(String printf) {
        return "(" + printf + "; sleep 1) | nc -u -w 1 HOST PORT";
    }

    private static final String ONE = nc("printf hola");

    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry(
                            "U1",
                            "for text in 'una larga' corta; do "
                                    + nc("printf \"$text\\n\"")
                                    + "; done"),
                    Map.entry(
                            "U2",
                            ONE
                                    + "; "
                                    + python("s.sendto(b'hola', a[4]); print(s.recvfrom(9999))")),
                    Map.entry("U3", "for i in 1 2; do " + nc("printf client$i") + " & done; wait"),
                    Map.entry("U4", python("s.sendto(b'', a[4])") + "; " + ONE),
                    Map.entry(
                            "U5",
                            python("s.sendto(os.urandom(9000), a[4]); print(len(s.recv(65535)))")),
                    Map.entry("U6", nc("printf 'a\\0b\\377\\303x '") + " | od -An -to1"),
                    Map.entry(
                            "U7",
                            python(
                                            "[socket.socket(*a[:3]).sendto(b'x', a[4])"
                                                    + " for i in range(20)]")
                                    + "; "
                                    + ONE),
                    Map.entry(
                            "U8",
                            python(
                                    "[s.sendto(b'%d' % i, a[4]) for i in range(200)];"
                                            + " print([s.recv(9) for i in range(200)])")),
                    Map.entry(
                            "U9", "for i in 1 2 3 4; do " + ONE + "; done; ss -uanp | grep :PORT"),
                    Map.entry(
                            "U10",
                            python("[(s.sendto(b'x', a[4]), s.recv(9)) for i in range(2000)]")
                                    + "; "
                                    + ONE),
                    Map.entry("U11", nc("printf quit") + "; " + ONE));

    private ByHand() {}

    /** The command line for a probe, with HOST and PORT in it; empty if there is none. */
    static String of(String probe) {
        return COMMANDS.getOrDefault(probe, "");
    }

    /** A probe with its command line. */
    static Probe probe(String id, String claim, int step, Probe.Body body) {
        return new Probe(id, claim, step, of(id), body);
    }
}
