package sockets.traceroute;

import java.net.InetAddress;
import java.util.List;
import sockets.packet.IcmpObject;

/**
 * What one probe brought to light.
 *
 * @param from who answered; null if nobody did
 * @param rtt how long it took, in nanoseconds
 * @param mark why it goes no further, as {@code !H}; or a new MTU, as {@code F=1400}; else empty
 */
record Result(InetAddress from, long rtt, String mark, List<IcmpObject> extensions) {
    static final Result SILENCE = new Result(null, -1, "", List.of());

    boolean answered() {
        return from != null;
    }
}
