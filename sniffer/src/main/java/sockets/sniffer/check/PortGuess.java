package sockets.sniffer.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import sockets.packet.TcpHeader;
import sockets.sniffer.flow.Endpoint;
import sockets.sniffer.flow.Segment;

/**
 * The port of the program, where the user does not say it: the one that a SYN goes to, or the first
 * datagram between two ends. Of several it is 3500, else the busiest that is no service of the
 * system.
 */
final class PortGuess {
    /** The port of all the programs here. */
    static final int USUAL = 3500;

    /** What a machine sends by itself, from ports above 1023: SSDP, mDNS, LLMNR, WS-Discovery. */
    private static final Set<Integer> CHATTER = Set.of(1900, 5353, 5355, 3702);

    private static final int FIRST_FREE = 1024;
    private static final int MOST_PAIRS = 10_000;

    private record Ends(boolean tcp, Endpoint from, Endpoint to) {}

    private final Map<Ends, Integer> servers = new HashMap<>();
    private final Map<Integer, Long> packets = new LinkedHashMap<>();
    private final boolean udp;
    private final boolean tcp;

    /**
     * @param udp datagrams count
     * @param tcp segments count
     */
    PortGuess(boolean udp, boolean tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Reads a file for it, as far as it goes. */
    static int of(Path file, boolean udp, boolean tcp) throws IOException {
        PortGuess guess = new PortGuess(udp, tcp);
        Capture.read(file, (number, frame, ip, segment) -> guess.add(segment));
        return guess.port();
    }

    private void add(Segment segment) {
        if (segment == null || segment.error() != null) return;
        if (segment.isTcp() ? !tcp : !udp) return;
        Ends ends = new Ends(segment.isTcp(), segment.source(), segment.destination());
        Integer port = servers.get(ends);
        if (port == null) port = servers.get(new Ends(ends.tcp, ends.to, ends.from));
        if (port == null || segment.isTcp() && segment.tcp().has(TcpHeader.SYN)) {
            port = server(segment);
            if (servers.size() < MOST_PAIRS) servers.put(ends, port);
        }
        packets.merge(port, 1L, Long::sum);
    }

    private static int server(Segment segment) {
        int to = segment.destination().port();
        int from = segment.source().port();
        if (!segment.isTcp()) return to;
        if (!segment.tcp().has(TcpHeader.SYN)) return Math.min(from, to);
        return segment.tcp().has(TcpHeader.ACK) ? from : to;
    }

    private int port() {
        if (packets.containsKey(USUAL)) return USUAL;
        Comparator<Map.Entry<Integer, Long>> busiest = Map.Entry.comparingByValue();
        return packets.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<Integer, Long>>comparingInt(
                                        entry -> isService(entry.getKey()) ? 1 : 0)
                                .thenComparing(busiest.reversed()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(USUAL);
    }

    private static boolean isService(int port) {
        return port < FIRST_FREE || CHATTER.contains(port);
    }
}
