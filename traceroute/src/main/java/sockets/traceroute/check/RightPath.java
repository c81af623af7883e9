package sockets.traceroute.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sockets.traceroute.check.Printed.Hop;

/**
 * The hops that a right traceroute prints.
 *
 * @param hops the addresses, in order; empty for one that is silent
 */
record RightPath(List<String> hops) {
    /** The whole path to the host. */
    static RightPath whole() {
        List<String> hops = new ArrayList<>();
        for (int k = 1; k <= Routers.COUNT + 1; k++) hops.add(Routers.hop(k).getHostAddress());
        return new RightPath(hops);
    }

    /** The same with a router that is silent. */
    RightPath silent(int k) {
        List<String> some = new ArrayList<>(hops);
        some.set(k - 1, "");
        return new RightPath(some);
    }

    /** The first hops of it. */
    RightPath first(int count) {
        return new RightPath(hops.subList(0, count));
    }

    /**
     * What is wrong.
     *
     * @param isSilence an answer was not seen; a busy machine may be why
     */
    record Fault(String detail, boolean isSilence) {}

    /** The first hop that was printed wrongly; null if all are right. */
    Fault fault(Printed printed) {
        return fault(printed, 1);
    }

    /** The same from a hop on. */
    Fault fault(Printed printed, int first) {
        for (int k = first; k <= hops.size(); k++) {
            Fault fault = fault(k, hops.get(k - 1), printed.hop(k));
            if (fault != null) return fault;
        }
        return null;
    }

    private static Fault fault(int k, String right, Hop hop) {
        boolean silent = right.isEmpty();
        if (hop == null && silent) return null;
        String expected = "expected hop " + k + ": " + (silent ? "* or nothing" : right);
        if (hop == null) return new Fault(expected + ", got no such hop", true);
        Set<String> addresses = hop.addresses();
        if (addresses.equals(silent ? Set.of() : Set.of(right))) return null;
        if (addresses.isEmpty()) return new Fault(expected + ", got silence" + line(hop), true);
        for (String address : addresses)
            if (!address.equals(right))
                return new Fault(
                        expected
                                + ", got "
                                + address
                                + " ("
                                + Routers.who(address)
                                + ")"
                                + line(hop),
                        false);
        throw new IllegalStateException("a set that is other has another address");
    }

    private static String line(Hop hop) {
        String line = hop.line().strip();
        return "; it printed \""
                + (line.length() > 100 ? line.substring(0, 100) + "..." : line)
                + "\"";
    }
}
