package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.VxlanHeader;

/** VXLAN, RFC 7348, with the frame that is inside. */
final class VxlanPrinter {
    private final Print p;
    private final IpPrinter ip;

    VxlanPrinter(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "vxlan";
        p.out.text("VXLAN");
        if (Integer.compareUnsigned(length, VxlanHeader.SIZE) < 0) {
            p.invalid();
            return;
        }
        int flags = VxlanHeader.flags(p, at);
        boolean network = (flags & VxlanHeader.HAS_NETWORK) != 0;
        p.out.text(network ? ", flags [I] (0x" : ", flags [invalid] (0x").hex(flags, 2);
        p.out.text("), ");
        int number = VxlanHeader.network(p, at);
        p.out.text("vni ").number(number).character('\n');
        p.need(at, VxlanHeader.SIZE);
        ip.tunnelled(EtherType.BRIDGED, at + VxlanHeader.SIZE, length - VxlanHeader.SIZE);
    }
}
