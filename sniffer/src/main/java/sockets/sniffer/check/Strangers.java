package sockets.sniffer.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Layers;
import sockets.packet.Octets;
import sockets.sniffer.file.Frame;
import sockets.sniffer.flow.Segment;
import sockets.sniffer.flow.SegmentReader;

/** The packets of a capture that are not the program's, counted by kind. */
final class Strangers {
    /** Kinds beyond these are counted together: a port scan has thousands. */
    private static final int MOST_KINDS = 200;

    private static final int MOST_TOLD = 4;
    private static final int MOST_NUMBERS = 3;

    private static final class Count {
        long packets;
        final StringBuilder numbers = new StringBuilder();

        void add(long number) {
            if (++packets <= MOST_NUMBERS) numbers.append(packets == 1 ? "" : ", ").append(number);
            else if (packets == MOST_NUMBERS + 1) numbers.append(" ...");
        }
    }

    private final Map<String, Count> kinds = new LinkedHashMap<>();
    private long total;

    void add(long number, Frame frame, IpPart ip, Segment segment) {
        total++;
        String kind = kind(frame, ip, segment);
        if (!kinds.containsKey(kind) && kinds.size() >= MOST_KINDS) kind = "others";
        kinds.computeIfAbsent(kind, any -> new Count()).add(number);
    }

    long total() {
        return total;
    }

    /** {@code 2 arp (packets 1, 2), 1 udp port 53 (packet 7)}; the most frequent first. */
    String told() {
        String list =
                kinds.entrySet().stream()
                        .sorted((a, b) -> Long.compare(b.getValue().packets, a.getValue().packets))
                        .limit(MOST_TOLD)
                        .map(entry -> told(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
        int rest = kinds.size() - MOST_TOLD;
        return rest > 0 ? list + " and " + rest + " kinds more" : list;
    }

    private static String told(String kind, Count count) {
        String numbers = (count.packets == 1 ? " (packet " : " (packets ") + count.numbers + ")";
        return count.packets + " " + kind + numbers;
    }

    /** What it is, in the words of a filter where there are such. */
    private static String kind(Frame frame, IpPart ip, Segment segment) {
        if (segment != null) {
            int one = segment.source().port();
            int other = segment.destination().port();
            // the server's port is most often the lower one
            String ports = (segment.isTcp() ? "tcp" : "udp") + " port " + Math.min(one, other);
            return segment.error() == null ? ports : "icmp about " + ports;
        }
        if (ip == null) return ethernet(frame);
        if (ip.later()) return "ip fragment";
        if (ip.protocol() == IpProtocol.ICMP) {
            boolean echo =
                    ip.type() == IcmpHeader.ECHO_REQUEST || ip.type() == IcmpHeader.ECHO_REPLY;
            return echo ? "icmp echo" : "icmp type " + ip.type();
        }
        if (ip.protocol() == IpProtocol.ICMPV6) {
            boolean echo =
                    ip.type() == Icmpv6Header.ECHO_REQUEST || ip.type() == Icmpv6Header.ECHO_REPLY;
            return echo ? "icmp6 echo" : "icmp6 type " + ip.type();
        }
        if (ip.protocol() == IpProtocol.TCP) return "tcp, cut or broken";
        if (ip.protocol() == IpProtocol.UDP) return "udp, cut or broken";
        return "ip proto " + ip.protocol();
    }

    private static String ethernet(Frame frame) {
        Octets in = new Octets();
        Layers layers = new Layers(in);
        int type = 0;
        try {
            SegmentReader.begin(frame, in, layers);
            while (layers.next()) type = layers.number();
        } catch (Cut e) {
            type = 0;
        }
        if (type == EtherType.ARP) return "arp";
        boolean ip = type == EtherType.IPV4 || type == EtherType.IPV6;
        return ip || type <= EtherType.LONGEST_LENGTH
                ? "cut, broken or of another kind"
                : "ether proto 0x" + Integer.toHexString(0x10000 | type).substring(1);
    }
}
