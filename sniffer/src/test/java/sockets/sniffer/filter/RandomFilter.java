package sockets.sniffer.filter;

import java.util.Random;

/** Expressions of the filter language, from a seed. */
final class RandomFilter {
    private static final String[] HOSTS = {
        "10.77.0.1", "10.77.0.2", "127.0.0.1", "192.0.2.9", "224.0.0.251", "10.77.0", "8.8.8.8"
    };
    private static final String[] HOSTS6 = {"fd77::1", "fd77::2", "::1", "fe80::1", "ff02::fb"};
    private static final String[] NETS = {
        "10.77.0.0/16", "127.0.0.0/8", "10.0.0.0 mask 255.0.0.0", "10", "192.0.2", "0.0.0.0/0"
    };
    private static final String[] NETS6 = {"fd77::/64", "fe80::/10", "::/0", "ff00::/8"};
    private static final String[] ETHERNET = {
        "02:00:00:00:00:01", "02-00-00-00-00-02", "ff:ff:ff:ff:ff:ff", "0200.0000.0001"
    };
    private static final String[] PORTS = {"53", "80", "3500", "domain", "0", "65535"};
    private static final String[] RANGES = {"53-80", "3500-3400", "0-1023", "80-80", "1024-65535"};
    private static final String[] PROTOCOLS = {
        "tcp", "udp", "icmp", "icmp6", "arp", "rarp", "ip", "ip6", "sctp", "igmp", "pim", "ah",
        "esp", "vrrp", "stp", "ipx", "netbeui", "atalk", "aarp", "decnet", "iso"
    };
    private static final String[] INDEXED = {
        "tcp", "udp", "icmp", "icmp6", "arp", "ip", "ip6", "ether", "igmp"
    };
    private static final String[] OPERATORS = {"+", "-", "*", "&", "|", "^", "<<", ">>", "/", "%"};
    private static final String[] RELATIONS = {"=", "!=", "<", ">", "<=", ">=", "=="};
    private static final String[] CONSTANTS = {
        "0",
        "1",
        "2",
        "6",
        "13",
        "14",
        "64",
        "0x10",
        "255",
        "tcp-syn",
        "tcp-ack",
        "icmp-echo",
        "tcpflags",
        "1500",
        "017"
    };

    private final Random random;
    private int vlans;

    RandomFilter(long seed) {
        random = new Random(seed);
    }

    String next() {
        vlans = 0;
        return expression(3);
    }

    private String any(String... words) {
        return words[random.nextInt(words.length)];
    }

    private boolean sometimes(int percent) {
        return random.nextInt(100) < percent;
    }

    private String expression(int depth) {
        if (depth == 0 || sometimes(35)) return primitive();
        String left = expression(depth - 1);
        if (sometimes(20)) left = any("not ", "! ") + "(" + left + ")";
        else if (sometimes(30)) left = "(" + left + ")";
        String right = expression(depth - 1);
        if (sometimes(50)) right = "(" + right + ")";
        return left + any(" and ", " or ", " && ", " || ") + right;
    }

    private String direction() {
        return any("", "", "src ", "dst ", "src or dst ", "src and dst ", "dst or src ");
    }

    private String primitive() {
        return switch (random.nextInt(17)) {
            case 0, 1 -> any("", "", "ip ", "arp ", "rarp ") + direction() + hosts();
            case 2 -> any("", "ip6 ") + direction() + "host " + any(HOSTS6);
            case 3 -> any("", "ip ", "arp ") + direction() + "net " + any(NETS);
            case 4 -> any("", "ip6 ") + direction() + "net " + any(NETS6);
            case 5, 6 -> any("", "tcp ", "udp ", "sctp ") + direction() + ports();
            case 7 -> any("", "tcp ", "udp ") + direction() + "portrange " + any(RANGES);
            case 8 -> any(PROTOCOLS);
            case 9 ->
                    any("", "ip ", "ip6 ")
                            + "proto "
                            + any("6", "17", "\\tcp", "\\udp", "58", "47");
            case 10 ->
                    "ether proto "
                            + any("0x800", "0x86dd", "\\arp", "\\ip", "0x88cc", "4", "\\ip6", "66");
            case 11 -> "ether " + direction() + "host " + any(ETHERNET);
            case 12 -> any("", "ether ", "ip ", "ip6 ") + "multicast";
            case 13 ->
                    any(
                            "broadcast",
                            "ether broadcast",
                            "ip broadcast",
                            "less 64",
                            "greater 100",
                            "len > 60");
            case 14 -> vlans++ < 2 ? any("vlan", "vlan 7", "vlan 5 and vlan 7") : "tcp";
            default -> value(2) + " " + any(RELATIONS) + " " + value(1);
        };
    }

    private String hosts() {
        String hosts = "host " + any(HOSTS);
        if (sometimes(25)) return hosts + any(" or ", " and not ", " and ") + any(HOSTS);
        if (sometimes(15)) return "host (" + any(HOSTS) + " or " + any(HOSTS) + ")";
        return hosts;
    }

    private String ports() {
        if (sometimes(25)) return "port " + any(PORTS) + " or " + any("53", "80", "3500");
        if (sometimes(15)) return "port (" + any("53", "80") + " or " + any("80", "3500") + ")";
        return "port " + any(PORTS);
    }

    private String value(int depth) {
        if (depth == 0 || sometimes(20)) return any(CONSTANTS);
        return switch (random.nextInt(6)) {
            case 0 -> "len";
            case 1 -> value(depth - 1) + " " + any(OPERATORS) + " " + value(depth - 1);
            case 2 -> "(" + value(depth - 1) + " " + any(OPERATORS) + " " + value(depth - 1) + ")";
            case 3 -> "-" + any(INDEXED) + "[" + any(CONSTANTS) + "]";
            default -> any(INDEXED) + "[" + index() + any("", "", ":1", ":2", ":4") + "]";
        };
    }

    private String index() {
        return sometimes(80) ? any(CONSTANTS) : any(INDEXED) + "[" + any(CONSTANTS) + "]";
    }
}
