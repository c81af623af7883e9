package sockets.tcpecho.check;

import java.util.Map;
import sockets.harness.check.Probe;

/** Command lines that show to the eye what a probe has found; a student types them. */
final class ByHand {
    /** A client that leaves with RST while the server still writes to it. */
    private static final String RESET =
            "python3 -c \"import socket, struct, time; s = socket.create_connection(('HOST', PORT));"
                    + " s.setblocking(False); s.send(bytes(300000)); time.sleep(0.5);"
                    + " s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,"
                    + " struct.pack('ii', 1, 0)); s.close()\"";

    private static final String ONE = "printf 'hola\\n' | timeout 3 nc -N HOST PORT";

    private static final String STATES = "ss -tanp | grep :PORT";

    private static final String DESCRIPTORS =
            "ls /proc/$(ss -tlnpH sport = :PORT | grep -o 'pid=[0-9]*' | head -1 | cut -d= -f2)/fd"
                    + " | wc -l";

    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry("T1", "printf 'hola\\n' | timeout 3 nc HOST PORT | od -An -c"),
                    Map.entry(
                            "T2",
                            "(printf 'uno\\n'; sleep 1; printf 'dos\\n'; sleep 1) | nc -N HOST PORT"),
                    Map.entry(
                            "T3",
                            "head -c 6000000 /dev/urandom | timeout 20 nc -N HOST PORT"
                                    + " | (sleep 2; wc -c)"),
                    Map.entry(
                            "T4",
                            "(for c in h o l a; do printf $c; sleep 0.2; done)"
                                    + " | timeout 3 nc HOST PORT"),
                    Map.entry(
                            "T5",
                            "head -c 100000 /dev/urandom | timeout 5 nc -N HOST PORT | wc -c"),
                    Map.entry("T6", "sleep 4 | nc -N HOST PORT & sleep 1; " + ONE),
                    Map.entry("T7", RESET + "; " + ONE),
                    Map.entry("T8", "nc -z HOST PORT; " + ONE),
                    Map.entry("T9", ONE + "; " + STATES),
                    Map.entry("T10", STATES),
                    Map.entry(
                            "T11",
                            "printf 'a\\0b\\377\\303x ' | timeout 3 nc HOST PORT | od -An -to1"),
                    Map.entry(
                            "T12",
                            DESCRIPTORS
                                    + "; for i in $(seq 20); do "
                                    + ONE
                                    + "; done; sleep 1; "
                                    + DESCRIPTORS),
                    Map.entry(
                            "T13",
                            "for i in $(seq 2000); do printf 'hola\\n' | nc -N HOST PORT"
                                    + " || break; done | sort | uniq -c"),
                    Map.entry(
                            "T14",
                            "for word in quit exit bye end salir; do printf \"$word\\n\""
                                    + " | timeout 3 nc -N HOST PORT; done"),
                    Map.entry(
                            "C1",
                            "for i in $(seq 49); do sleep 20 | nc -N HOST PORT & done; sleep 1; "
                                    + ONE),
                    Map.entry(
                            "C2",
                            "for i in 1 2 3; do yes \"client$i ñ\" | head -9999"
                                    + " | timeout 9 nc -N HOST PORT | sort | uniq -c & done; wait"),
                    Map.entry("C3", "for i in $(seq 30); do " + ONE + " & done; wait"),
                    Map.entry("C4", DESCRIPTORS + "; " + RESET + "; " + DESCRIPTORS),
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
