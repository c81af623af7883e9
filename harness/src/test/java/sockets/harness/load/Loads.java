package sockets.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import sockets.common.Run;

/** What the tests of both load commands share: the JSON, read by another program. */
public final class Loads {
    /** Prints an expression over the document d and its rows r, after it found them consistent. */
    private static final String READ =
            "import json,sys\n"
                    + "d=json.load(open(sys.argv[1]))\n"
                    + "r=d['rows']\n"
                    + "for x in r:\n"
                    + "  assert 0<=x['answeredConnections']<=x['connections'],x\n"
                    + "  assert x['answeredConnections']<=x['requests'],x\n"
                    + "  assert x['p50Micros']<=x['p90Micros']<=x['p99Micros']<=x['maxMicros'],x\n"
                    + "  assert (x['requests']>0)==(x['requestsPerSecond']>0),x\n"
                    // measured for at least the time asked for
                    + "  most=x['requests']/d['seconds']\n"
                    + "  assert x['errors'] or x['requestsPerSecond']<=most+.1,x\n"
                    + "  mb=x['requestsPerSecond']*d['sizeBytes']/1e6\n"
                    + "  assert abs(mb-x['megabytesPerSecond'])<.01,x\n"
                    + "  assert 0<=x['generatorBusyShare']<=1,x\n"
                    + "print(eval(sys.argv[2]))";

    private Loads() {}

    /** A server and a load in a network of their own that has few local ports. */
    public static Run fewPorts(String range, String connections) {
        String jar = Run.java() + " -jar " + Run.path();
        String script =
                "ip link set lo up; sysctl -qw net.ipv4.ip_local_port_range='"
                        + range
                        + "'; exec 3< <(exec "
                        + jar
                        + " server --quiet 2>&1); read -r line <&3; server=$!; "
                        + jar
                        + " load --seconds 0.6 --connections "
                        + connections
                        + " || exit=$?; kill $server; exit ${exit:-0}";
        return Run.of("unshare", "-n", "bash", "-ec", script);
    }

    /** The value of a Python expression over a JSON file. */
    public static String json(String file, String expression) throws InterruptedException {
        Run read = Run.of(List.of("python3", "-c", READ, file, expression), Map.of());
        assertEquals(0, read.exit(), read.err().toString());
        return read.out().get(0);
    }
}
