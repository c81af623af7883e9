package sockets.sniffer.print;

/** UDP, RFC 768. */
final class UdpPrinter {
    private static final int SIZE = 8;
    private static final int DOMAIN = 53;
    private static final int MULTICAST_DOMAIN = 5353;

    private final Print p;
    private final DnsPrinter dns;

    UdpPrinter(Print print, DnsPrinter dns) {
        p = print;
        this.dns = dns;
    }

    void print(int at, int length, int ip, boolean fragmented) throws Cut {
        p.protocol = "udp";
        boolean direct = p.nextHeader(ip) == 17;
        if (!p.has(at + 2, 2)) {
            if (direct) {
                p.addresses(ip);
                p.out.text(": ");
            }
            p.cut();
            return;
        }
        int source = p.u16(at);
        int destination = p.u16(at + 2);
        p.endpoints(ip, direct, source, destination, "udp");
        if (Integer.compareUnsigned(length, SIZE) < 0) {
            p.out.text("truncated-udp ").number(length);
            return;
        }
        if (!p.has(at + 4, 2)) {
            p.cut();
            return;
        }
        int claimed = p.u16(at + 4);
        // a jumbo datagram of IPv6 says 0
        if (claimed == 0 && Integer.compareUnsigned(length, 65535) > 0) claimed = length;
        if (Integer.compareUnsigned(claimed, SIZE) < 0) {
            p.out.text("truncated-udplength ").number(claimed);
            return;
        }
        claimed -= SIZE;
        length -= SIZE;
        if (Integer.compareUnsigned(claimed, length) < 0) length = claimed;
        int data = at + SIZE;
        if (data > p.end) {
            p.cut();
            return;
        }
        if (p.verbose() > 0 && !fragmented) checksum(at, length, ip);
        if (source == DOMAIN || destination == DOMAIN) {
            dns.print(data, length, false, false);
        } else if (source == MULTICAST_DOMAIN || destination == MULTICAST_DOMAIN) {
            dns.print(data, length, false, true);
        } else if (Integer.compareUnsigned(claimed, length) > 0 && !fragmented) {
            p.out.text("UDP, bad length ").number(claimed).text(" > ").number(length);
        } else {
            p.out.text("UDP, length ").number(claimed);
        }
    }

    private void checksum(int at, int length, int ip) throws Cut {
        boolean six = (p.data[ip] & 0xf0) == 0x60;
        if (!six) {
            if (p.verbose() < 2) return;
            // IPv4 allows to leave it out
            if (p.u16(at + 6) == 0) {
                p.out.text("[no cksum] ");
                return;
            }
        }
        if (!p.has(at + SIZE, length)) return;
        int field = p.u16(at + 6);
        int pseudo = Checksums.pseudo(p, ip, 17, length + SIZE);
        int sum = Checksums.sum(p.data, at, length + SIZE, pseudo);
        if (Checksums.right(sum)) {
            p.out.text("[udp sum ok] ");
            return;
        }
        p.out.text(field == pseudo ? "[offloaded" : "[bad").text(" udp cksum 0x").hex(field, 4);
        p.out.text(" -> 0x").hex(Checksums.expected(field, sum), 4).text("!] ");
    }
}
