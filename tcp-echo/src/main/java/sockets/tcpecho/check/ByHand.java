package sockets.tcpecho.check;

import java.util.Map;
import sockets.harness.check.Probe;

/**
 * Command lines that show to the eye what a probe has found; a student types them. There are four
 * programs called nc: these lines use what all of them take alike, so that timeout ends the ones
 * that do not send FIN at the end of their input.
 */
final class ByHand {
    /** A program that uses connections c(), and what it does. */
    private static String python(String does) {
        return "python3 -c \"import collections, os, socket, struct, threading, time;"
                + " c = lambda: socket.create_connection(('HOST', PORT), 9); "
                + does
                + "\"";
    }

    /** One text sent by a connection of its own, and what is read then. */
    private static String exchange(String text) {
        return "(s := c(), s.sendall(" + text + "), s.recv(99))[2]";
    }

    /** So many bytes, then FIN; what comes back is read after some seconds. */
    private static String whole(int bytes, int seconds) {
        return python(
                "s = c(); t = threading.Thread(target=lambda: (s.sendall(os.urandom("
                        + bytes
                        + ")), s.shutdown(1))); t.start(); time.sleep("
                        + seconds
                        + "); print(sum(map(len, iter(lambda: s.recv(65536), b''))))");
    }

    /** A client that leaves with RST while the server still writes to it. */
    private static final String RESET =
            python(
                    "s = c(); s.setblocking(False); s.send(bytes(300000)); time.sleep(0.5);"
                            + " s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,"
                            + " struct.pack('ii', 1, 0)); s.close()");

    private static final String ONE = "printf 'hola\\n' | timeout 3 nc HOST PORT";

    private static final String STATES = "ss -tanp | grep :PORT";

    private static final String DESCRIPTORS =
            "ls /proc/$(ss -tlnpH sport = :PORT | grep -o 'pid=[0-9]*' | head -1 | cut -d= -f2)/fd"
                    + " | wc -l";

    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry("T1", ONE + " | od -An -c"),
                    Map.entry(
                            "T2",
                            "(printf 'uno\\n'; sleep 1; printf 'dos\\n'; sleep 1)"
                                    + " | timeout 5 nc HOST PORT"),
                    Map.entry("T3", whole(6_000_000, 2)),
                    Map.entry(
                            "T4",
                            "(for c in h o l a; do printf $c; sleep 0.2; done)"
                                    + " | timeout 3 nc HOST PORT"),
                    Map.entry("T5", whole(100_000, 0)),
                    Map.entry("T6", "sleep 4 | timeout 4 nc HOST PORT & sleep 1; " + ONE),
                    Map.entry("T7", RESET + "; " + ONE),
                    Map.entry("T8", python("c().close()") + "; " + ONE),
                    Map.entry("T9", ONE + "; " + STATES),
                    Map.entry("T10", STATES),
                    Map.entry(
                            "T11",
                            "printf 'a\\0b\\377\\303x ' | timeout 3 nc HOST PORT | od -An -to1"),
                    Map.entry(
                            "T12",
                            DESCRIPTORS
                                    + "; "
                                    + python(
                                            "print(["
                                                    + exchange("b'hola'")
                                                    + " for i in range(20)])")
                                    + "; sleep 1; "
                                    + DESCRIPTORS),
                    Map.entry(
                            "T13",
                            python(
                                    "print(collections.Counter("
                                            + exchange("b'hola'")
                                            + " for i in range(2000)))")),
                    Map.entry(
                            "T14",
                            python(
                                    "print(["
                                            + exchange("word.encode() + b'\\n'")
                                            + " for word in 'quit exit bye end salir'.split()])")),
                    Map.entry(
                            "C1",
                            "for i in $(seq 49); do sleep 20 | timeout 20 nc HOST PORT & done;"
                                    + " sleep 1; "
                                    + ONE),
                    Map.entry(
                            "C2",
                            "for i in 1 2 3; do yes \"client$i ñ\" | head -9999"
                                    + " | timeout 9 nc -w 3 HOST PORT | sort | uniq -c & done;"
                                    + " wait"),
                    Map.entry("C3", "for i in $(seq 30); do " + ONE + " & done; wait"),
                    Map.entry("C4", DESCRIPTORS + "; " + RESET + "; " + DESCRIPTORS),
                    Map.entry(
                            "C7",
                            "sleep 4 | timeout 4 nc HOST PORT & sleep 1; " + RESET + "; " + ONE),
                    Map.entry("C8", "yes | timeout 4 nc HOST PORT | sleep 4 & sleep 1; " + ONE));

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
