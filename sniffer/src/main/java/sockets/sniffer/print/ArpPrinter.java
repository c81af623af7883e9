package sockets.sniffer.print;

import sockets.packet.ArpPacket;
import sockets.packet.Cut;
import sockets.packet.EtherType;

/** ARP and RARP, RFC 826 and 903: addresses of any length, which the packet tells. */
final class ArpPrinter {
    private static final int HEADER = ArpPacket.SIZE;

    private static final String[] HARDWARE =
            Words.byNumber(
                    "1 Ethernet,6 TokenRing,7 ArcNet,15 FrameRelay,19 ATM,23 Strip,24 IEEE 1394,"
                            + "32 InfiniBand");
    private static final String[] OPERATIONS =
            Words.byNumber(
                    "1 Request,2 Reply,3 Reverse Request,4 Reverse Reply,8 Inverse Request,"
                            + "9 Inverse Reply,10 NACK Reply");

    private final Print p;

    ArpPrinter(Print print) {
        p = print;
    }

    void print(int at, int length, int captured) throws Cut {
        p.protocol = "arp";
        p.need(at, HEADER);
        int hardware = ArpPacket.hardwareType(p, at);
        int protocol = ArpPacket.protocolType(p, at);
        int hardwareLength = ArpPacket.hardwareLength(p, at);
        int protocolLength = ArpPacket.protocolLength(p, at);
        int operation = ArpPacket.operation(p, at);
        int sender = at + HEADER;
        int senderAddress = sender + hardwareLength;
        int target = senderAddress + protocolLength;
        int targetAddress = target + hardwareLength;
        p.need(targetAddress, protocolLength);
        boolean verbose = p.verbose() > 0;
        if (!p.style.link()) p.out.text("ARP, ");
        boolean ip = protocol == EtherType.IPV4 || protocol == EtherType.TRAIL;
        if (!ip || protocolLength != 4 || hardwareLength == 0 || verbose) {
            kinds(hardware, hardwareLength, protocol, protocolLength);
            if (!verbose) {
                p.out.text(", length ").number(length);
                return;
            }
            p.out.text(", ");
        }
        p.name(OPERATIONS, operation, "Unknown (", ")").character(' ');
        switch (operation) {
            case ArpPacket.REQUEST -> {
                p.out.text("who-has ");
                address(targetAddress, ip, protocolLength);
                if (isSet(target, hardwareLength)) {
                    p.out.text(" (");
                    hardware(target, hardwareLength).character(')');
                }
                p.out.text(" tell ");
                address(senderAddress, ip, protocolLength);
            }
            case ArpPacket.REPLY -> {
                address(senderAddress, ip, protocolLength);
                p.out.text(" is-at ");
                hardware(sender, hardwareLength);
            }
            case ArpPacket.REVERSE_REQUEST, ArpPacket.INVERSE_REQUEST -> {
                p.out.text("who-is ");
                hardware(target, hardwareLength).text(" tell ");
                hardware(sender, hardwareLength);
            }
            case ArpPacket.REVERSE_REPLY -> {
                hardware(target, hardwareLength).text(" at ");
                address(targetAddress, ip, protocolLength);
            }
            case ArpPacket.INVERSE_REPLY -> {
                hardware(sender, hardwareLength).text(" at ");
                address(senderAddress, ip, protocolLength);
            }
            default -> {
                HexDump.hexAndText(p, "\n\t", at, captured);
                return;
            }
        }
        p.out.text(", length ").number(length);
    }

    private void kinds(int hardware, int hardwareLength, int protocol, int protocolLength) {
        p.name(HARDWARE, hardware, "Unknown Hardware (", ")");
        p.out.text(" (len ").number(hardwareLength).text("), ");
        String type = Words.etherType(protocol);
        if (type == null) p.out.text("Unknown Protocol (0x").hex(protocol, 4).character(')');
        else p.out.text(type);
        p.out.text(" (len ").number(protocolLength).character(')');
    }

    private void address(int at, boolean ip, int length) throws Cut {
        if (!ip) p.out.text("<wrong proto type>");
        else if (length != 4) p.out.text("<wrong len>");
        else p.ipv4(at);
    }

    private boolean isSet(int at, int length) throws Cut {
        for (int i = 0; i < length; i++) if (p.u8(at + i) != 0) return true;
        return false;
    }

    private Line hardware(int at, int length) throws Cut {
        if (length == 0) return p.out.text("<empty>");
        p.need(at, length);
        return p.out.octets(p.data, at, length);
    }
}
