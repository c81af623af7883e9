package sockets.tcpecho.check;

import java.util.Map;
import sockets.harness.check.Probe;

/** Command lines that show to the eye what a probe has found; a student types them. */
final class ByHand {
    private static final String RESET =
            "python3 -c \"import socket, struct; s = socket.create_connection(('HOST', PORT));"
                    + " s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,"
                    + " struct.pack('ii', 1, 0)); s.close()\"";

    private static final String ONE = "(printf 'hola\\n'; sleep 1) | nc -N HOST PORT";

    private static final String STATES = "ss -tanp | grep :PORT";

    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry("T1", ONE),
                    Map.entry(
                            "T2",
                            "(printf 'uno\\n'; sleep 1; printf 'dos\\n'; sleep 1) | nc -N HOST PORT"),
                    Map.entry(
                            "T3", "head -c 6000000 /dev/zero | nc -N HOST PORT | (sleep 2; wc -c)"),
                    Map.entry(
                            "T4",
                            "(for c in h o l a; do printf $c; sleep 0.1; done; sleep 1)"
                                    + " | nc -N HOST PORT"),
                    Map.entry("T5", "printf 'hola\\n' | nc -N HOST PORT"),
                    Map.entry("T6", "sleep 4 | nc -N HOST PORT & sleep 1; " + ONE),
                    Map.entry("T7", RESET + "; " + ONE),
                    Map.entry("T8", "nc -z HOST PORT; " + ONE),
                    Map.entry("T9", "printf 'hola\\n' | nc -N HOST PORT; " + STATES),
                    Map.entry("T10", STATES),
                    Map.entry(
                            "T11",
                            "printf '\\377\\303x\\355\\240' | nc -N HOST PORT | od -An -to1"),
                    Map.entry(
                            "T12",
                            "for i in $(seq 20); do printf 'hola\\n' | nc -N HOST PORT; done; "
                                    + STATES),
                    Map.entry(
                            "T13",
                            "for i in $(seq 2000); do printf 'hola\\n' | nc -N HOST PORT"
                                    + " || break; done | sort | uniq -c"),
                    Map.entry("T14", "printf 'quit\\n' | nc -N HOST PORT; " + ONE),
                    Map.entry(
                            "C1",
                            "for i in $(seq 49); do sleep 4 | nc -N HOST PORT & done; sleep 1; "
                                    + ONE),
                    Map.entry(
                            "C2",
                            "for i in 1 2 3; do yes client$i | head -9999 | nc -N HOST PORT"
                                    + " | sort | uniq -c & done; wait"),
                    Map.entry(
                            "C3",
                            "for i in $(seq 30); do printf 'hola\\n' | nc -N HOST PORT & done; wait"),
                    Map.entry("C4", RESET + "; " + STATES),
                    Map.entry("C7", "sleep 4 | nc -N HOST PORT & sleep 1; " + RESET + "; " + ONE),
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
