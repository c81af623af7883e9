package sockets.sniffer.print;

/** IP protocols by the names of /etc/protocols, which are printed without -n. */
final class ProtocolNames {
    private static final String[] NAMES =
            ("hopopt icmp igmp ggp ipencap st tcp cbt egp igp bbn-rcc-mon nvp-ii pup argus emcon"
                            + " xnet chaos udp mux dcn-meas hmp prm xns-idp trunk-1 trunk-2 leaf-1"
                            + " leaf-2 rdp irtp iso-tp4 netblt mfe-nsp merit-inp dccp 3pc idpr xtp"
                            + " ddp idpr-cmtp tp++ il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre"
                            + " dsr bna esp ah i-nlsp swipe narp mobile tlsp skip ipv6-icmp"
                            + " ipv6-nonxt ipv6-opts")
                    .split(" ");

    private ProtocolNames() {}

    static String of(int number) {
        if (number < NAMES.length) return NAMES[number];
        return switch (number) {
            case 88 -> "eigrp";
            case 89 -> "ospf";
            case 94 -> "ipip";
            case 103 -> "pim";
            case 112 -> "vrrp";
            case 132 -> "sctp";
            case 136 -> "udplite";
            default -> "ip-proto-" + number;
        };
    }
}
