package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DhcpMessage;
import sockets.packet.IpProtocol;
import sockets.packet.NtpMessage;
import sockets.packet.RipMessage;
import sockets.packet.UdpHeader;
import sockets.packet.VxlanHeader;

/** UDP, RFC 768. */
final class UdpPrinter {
    private static final int SIZE = UdpHeader.SIZE;
    private static final int DOMAIN = 53;
    private static final int MULTICAST_DOMAIN = 5353;

    private final Print p;
    private final DnsPrinter dns;
    private final DhcpPrinter dhcp;
    private final NtpPrinter ntp;
    private final RipPrinter rip;
    private final VxlanPrinter vxlan;

    UdpPrinter(Print print, DnsPrinter dns, VxlanPrinter vxlan) {
        p = print;
        this.dns = dns;
        dhcp = new DhcpPrinter(print);
        ntp = new NtpPrinter(print);
        rip = new RipPrinter(print);
        this.vxlan = vxlan;
    }

    void print(int at, int length, int ip, boolean fragmented) throws Cut {
        p.protocol = "udp";
        boolean direct = p.nextHeader(ip) == IpProtocol.UDP;
        if (!p.has(at + 2, 2)) {
            if (direct) {
                p.addresses(ip);
                p.out.text(": ");
            }
            p.cut();
            return;
        }
        int source = UdpHeader.sourcePort(p, at);
        int destination = UdpHeader.destinationPort(p, at);
        p.endpoints(ip, direct, source, destination, "udp");
        if (Integer.compareUnsigned(length, SIZE) < 0) {
            p.out.text("truncated-udp ").number(length);
            return;
        }
        if (!p.has(at + 4, 2)) {
            p.cut();
            return;
        }
        int claimed = UdpHeader.length(p, at);
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
        if (application(source, destination, data, length)) return;
        if (Integer.compareUnsigned(claimed, length) > 0 && !fragmented) {
            p.out.text("UDP, bad length ").number(claimed).text(" > ").number(length);
        } else {
            p.out.text("UDP, length ").number(claimed);
        }
    }

    /** What one of the ports stands for, in tcpdump's order; false if it is none of ours. */
    private boolean application(int source, int destination, int at, int length) throws Cut {
        if (source == DOMAIN || destination == DOMAIN) dns.print(at, length, false, false);
        else if (isDhcp(source) || isDhcp(destination)) dhcp.print(at, length);
        else if (source == NtpMessage.PORT || destination == NtpMessage.PORT) ntp.print(at, length);
        else if (source == RipMessage.PORT || destination == RipMessage.PORT) rip.print(at, length);
        else if (source == MULTICAST_DOMAIN || destination == MULTICAST_DOMAIN)
            dns.print(at, length, false, true);
        else if (VxlanHeader.isPort(source) || VxlanHeader.isPort(destination))
            vxlan.print(at, length);
        else return false;
        return true;
    }

    private static boolean isDhcp(int port) {
        return port == DhcpMessage.SERVER_PORT || port == DhcpMessage.CLIENT_PORT;
    }

    private void checksum(int at, int length, int ip) throws Cut {
        if (!p.isSix(ip)) {
            if (p.verbose() < 2) return;
            // IPv4 allows to leave it out
            if (UdpHeader.checksum(p, at) == 0) {
                p.out.text("[no cksum] ");
                return;
            }
        }
        if (!p.has(at + SIZE, length)) return;
        int pseudo = Checksums.pseudo(p, ip, IpProtocol.UDP, length + SIZE);
        Checksums.print(p, "udp", UdpHeader.checksum(p, at), pseudo, at, length + SIZE);
    }
}
