package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.PppHeader;

/** PPP, RFC 1661, as a tunnel of PPTP carries it: IP, control protocols, PAP and CHAP. */
final class PppPrinter {
    private static final String[] CODES =
            Words.byNumber(
                    "0 Vendor-Extension,1 Conf-Request,2 Conf-Ack,3 Conf-Nack,4 Conf-Reject,"
                            + "5 Term-Request,6 Term-Ack,7 Code-Reject,8 Prot-Reject,"
                            + "9 Echo-Request,10 Echo-Reply,11 Disc-Req,12 Ident,13 Time-Rem,"
                            + "14 Reset-Req,15 Reset-Ack");
    private static final String[] CHALLENGES = {null, "Challenge", "Response", "Success", "Fail"};
    private static final String[] PASSWORDS = {null, "Auth-Req", "Auth-ACK", "Auth-NACK"};

    private final Print p;
    private final IpPrinter ip;
    private final PppOptionsPrinter options;

    PppPrinter(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
        options = new PppOptionsPrinter(print);
    }

    /** The name of a protocol; null if it has none. */
    static String protocol(int number) {
        return switch (number) {
            case PppHeader.IPV4 -> "IP";
            case 0x0023 -> "OSI";
            case 0x0025 -> "NS";
            case 0x0027 -> "DECNET";
            case 0x0029 -> "APPLE";
            case 0x002b -> "IPX";
            case PppHeader.VJ_COMPRESSED -> "VJC IP";
            case PppHeader.VJ_UNCOMPRESSED -> "VJNC IP";
            case 0x0031 -> "BRPDU";
            case 0x0033 -> "STII";
            case 0x0035 -> "VINES";
            case PppHeader.MULTILINK -> "MLPPP";
            case PppHeader.IPV6 -> "IP6";
            case PppHeader.COMPRESSED -> "Compressed";
            case 0x0201 -> "HELLO";
            case 0x0231 -> "LUXCOM";
            case 0x0233 -> "SNS";
            case PppHeader.MPLS, PppHeader.MPLS_MULTICAST -> "MPLS";
            case PppHeader.IPCP -> "IPCP";
            case PppHeader.OSICP -> "OSICP";
            case 0x8025 -> "NSCP";
            case 0x8027 -> "DECNETCP";
            case 0x8029 -> "APPLECP";
            case 0x802b -> "IPXCP";
            case 0x8033 -> "STIICP";
            case 0x8035 -> "VINESCP";
            case PppHeader.IPV6CP -> "IP6CP";
            case PppHeader.CCP -> "CCP";
            case PppHeader.MPLSCP -> "MPLSCP";
            case PppHeader.LCP -> "LCP";
            case PppHeader.PAP -> "PAP";
            case PppHeader.QUALITY -> "LQM";
            case PppHeader.OLD_SPAP -> "SPAP";
            case PppHeader.SPAP -> "Old-SPAP";
            case PppHeader.BACP -> "BACP";
            case PppHeader.BAP -> "BAP";
            case 0xc03d -> "MLPPP-CP";
            case PppHeader.CHAP -> "CHAP";
            case PppHeader.EAP -> "EAP";
            default -> null;
        };
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ppp";
        int whole = length;
        if (length < 2 || !p.has(at, 2)) {
            p.cut();
            return;
        }
        int size = PppHeader.addressSize(p, at);
        int address = PppHeader.address(p, at);
        if (size > 0 && p.style.link() && address != 0xff)
            p.out.text(address == 0 ? "In  " : "Out ");
        at += size;
        length -= size;
        if (length < 2) {
            p.cut();
            return;
        }
        int protocol = PppHeader.protocol(p, at);
        size = PppHeader.protocolSize(p, at);
        at += size;
        length -= size;
        if (p.style.link()) {
            String name = protocol(protocol);
            p.out.text(name == null ? "unknown" : name).text(" (0x").hex(protocol, 4);
            p.out.text("), length ").number(whole);
            if (name == null) return;
            p.out.text(": ");
        }
        payload(protocol, at, length);
    }

    private void payload(int protocol, int at, int length) throws Cut {
        if (PppHeader.isControl(protocol)) {
            control(protocol, at, length);
            return;
        }
        switch (protocol) {
            case PppHeader.MULTILINK -> multilink(at, length);
            case PppHeader.CHAP -> challenge(at, length);
            case PppHeader.PAP -> password(at, length);
            case PppHeader.IPV4, PppHeader.VJ_UNCOMPRESSED, EtherType.IPV4 ->
                    ip.tunnelled(EtherType.IPV4, at, length);
            case PppHeader.IPV6, EtherType.IPV6 -> ip.tunnelled(EtherType.IPV6, at, length);
            case PppHeader.MPLS, PppHeader.MPLS_MULTICAST ->
                    ip.tunnelled(EtherType.MPLS, at, length);
            // as in tcpdump, which tells nothing of it
            case PppHeader.BAP -> {}
            case PppHeader.COMPRESSED -> p.out.text("compressed PPP data");
            default -> {
                String name = protocol(protocol);
                if (name == null)
                    p.out.text("unknown PPP protocol (0x").hex(protocol, 4).character(')');
                else p.out.text(name);
                p.out.character(' ');
                HexDump.unknown(p, "\n\t", at, length);
            }
        }
    }

    /** The mark of a protocol that is cut, without the blank that others have. */
    private void cut(String name) {
        p.out.text("[|").text(name).character(']');
    }

    private void control(int protocol, int at, int length) throws Cut {
        String name = protocol(protocol);
        p.out.text(name).text(", ");
        if (length < PppHeader.CONTROL_SIZE || !p.has(at, 2)) {
            cut(name);
            return;
        }
        int code = PppHeader.code(p, at);
        p.out.text(Words.of(CODES, code, "Unknown Opcode")).text(" (0x").hex(code, 2);
        p.out.text("), id ").number(PppHeader.identifier(p, at));
        p.out.text(", length ").number(length + 2);
        if (p.verbose() == 0) return;
        int encoded = PppHeader.length(p, at);
        p.out.text("\n\tencoded length ").number(encoded);
        if (encoded < PppHeader.CONTROL_SIZE) {
            p.out.text(" (< 4))");
            return;
        }
        if (encoded > length) {
            p.out.text(" (> packet length ").number(length).text("))");
            return;
        }
        p.out.text(" (=Option(s) length ").number(encoded - 4).character(')');
        if (encoded == PppHeader.CONTROL_SIZE) return;
        if (p.verbose() > 1) HexDump.unknown(p, "\n\t", at - 2, 6);
        int behind = at + PppHeader.BEHIND_MAGIC_NUMBER;
        switch (code) {
            case PppHeader.VENDOR -> {
                if (encoded < 11) return;
                magic(at);
                int vendor = PppHeader.vendor(p, at);
                p.out.text(" Vendor: ").text(Words.organisation(vendor));
                p.out.text(" (").number(vendor).character(')');
            }
            case 1, 2, 3, PppHeader.CONFIGURE_REJECT ->
                    options.print(
                            protocol,
                            at + PppHeader.CONTROL_SIZE,
                            encoded - PppHeader.CONTROL_SIZE);
            case PppHeader.TERMINATE_REQUEST, 6, PppHeader.CODE_REJECT -> {}
            case PppHeader.PROTOCOL_REJECT -> rejected(at, encoded);
            case PppHeader.ECHO_REQUEST, 10, PppHeader.DISCARD_REQUEST -> {
                if (encoded < 8) return;
                magic(at);
                if (encoded == 8) return;
                p.out.text("\n\t  -----trailing data-----");
                if (p.has(behind, encoded - 8)) HexDump.unknown(p, "\n\t  ", behind, encoded - 8);
                else cut(name);
            }
            case PppHeader.IDENTIFICATION -> {
                if (encoded < 8) return;
                magic(at);
                if (encoded == 8) return;
                p.out.text("\n\t  Message\n\t    ");
                // as in tcpdump: so many bytes more than there are
                if (p.visible(behind, encoded - 4)) cut(name);
            }
            case PppHeader.TIME_REMAINING -> {
                if (encoded < 12) return;
                magic(at);
                int seconds = PppHeader.remaining(p, at);
                p.out.text(", Seconds-Remaining ").number(seconds).character('s');
            }
            default -> {
                if (p.verbose() == 1) HexDump.unknown(p, "\n\t  ", at - 2, encoded + 2);
            }
        }
    }

    private void magic(int at) throws Cut {
        int number = PppHeader.magicNumber(p, at);
        p.out.text("\n\t  Magic-Num 0x").hex(number, 8);
    }

    private void rejected(int at, int encoded) throws Cut {
        if (encoded < 6) return;
        int protocol = PppHeader.rejected(p, at);
        String name = protocol(protocol);
        p.out.text("\n\t  Rejected ").text(name == null ? "unknown" : name);
        p.out.text(" Protocol (0x").hex(protocol, 4).character(')');
        if (encoded == 6) return;
        p.out.text("\n\t  Rejected Packet");
        HexDump.unknown(p, "\n\t    ", at + PppHeader.REJECTED_PACKET, encoded - 2);
    }

    private void multilink(int at, int length) throws Cut {
        if (!p.style.link()) p.out.text("MLPPP, ");
        if (length < 2 || !p.has(at, 2)) {
            cut("mlppp");
            return;
        }
        int number = PppHeader.sequence(p, at);
        p.out.text("seq 0x").hex(number & 0xfff, 3).text(", Flags [");
        Words.bits(p.out, number, ", ", 0x8000, "begin", 0x4000, "end");
        p.out.text("], length ").number(length);
    }

    /** The header of an authentication; false if it ends before. */
    private boolean header(String mark, String title, String[] codes, int at, int length)
            throws Cut {
        if (length < 1) {
            cut(mark);
            return false;
        }
        int code = PppHeader.code(p, at);
        if (length < PppHeader.CONTROL_SIZE) {
            p.out.text("[|").text(mark).text(" 0x").hex(code, 2).character(']');
            return false;
        }
        p.out.text(title).text(Words.of(codes, code, "unknown")).text(" (0x").hex(code, 2);
        p.out.character(')');
        int identifier = PppHeader.identifier(p, at);
        p.out.text(", id ").number(identifier);
        return true;
    }

    /** Text of so many bytes without sign, up to where the packet is cut. */
    private void text(String title, int at, int count) throws Cut {
        p.out.text(title);
        for (int i = 0; i != count; i++) p.out.visible(p.u8(at + i));
    }

    private void challenge(int at, int length) throws Cut {
        if (!header("chap", "CHAP, ", CHALLENGES, at, length)) return;
        int encoded = PppHeader.length(p, at);
        int code = PppHeader.code(p, at);
        if (code == PppHeader.CHALLENGE || code == PppHeader.RESPONSE) {
            if (length < PppHeader.CHALLENGE_VALUE) return;
            int size = PppHeader.valueLength(p, at);
            int name = PppHeader.CHALLENGE_VALUE + size;
            if (length < name) return;
            p.out.text(", Value ");
            p.octets(at + PppHeader.CHALLENGE_VALUE, size);
            text(", Name ", at + name, encoded - name);
        } else if (code > PppHeader.RESPONSE && code <= PppHeader.FAILURE) {
            text(", Msg ", at + PppHeader.CONTROL_SIZE, encoded - PppHeader.CONTROL_SIZE);
        }
    }

    private void password(int at, int length) throws Cut {
        if (!header("pap", "PAP, ", PASSWORDS, at, length)) return;
        int encoded = PppHeader.length(p, at);
        if (encoded > length) {
            p.out.text(", length ").number(encoded).text(" > packet size");
            return;
        }
        if (encoded < PppHeader.CONTROL_SIZE) {
            p.out.text(", length ").number(encoded).text(" < PAP header length");
            return;
        }
        int code = PppHeader.code(p, at);
        if (code < PppHeader.AUTHENTICATE || code >= PASSWORDS.length) return;
        boolean request = code == PppHeader.AUTHENTICATE;
        // two lengths, or one
        if (encoded < PppHeader.CONTROL_SIZE + (request ? 2 : 1)) {
            cut("pap");
            return;
        }
        int end = at + encoded;
        int place = counted(request ? ", Peer " : ", Msg ", at + PppHeader.CONTROL_SIZE, end);
        if (request) counted(", Name ", place, end);
    }

    /** Text behind its length, if it is there; where it ends. */
    private int counted(String title, int at, int end) throws Cut {
        if (at >= end) return end;
        int size = p.u8(at);
        if (size > end - at - 1) return end;
        text(title, at + 1, size);
        return at + 1 + size;
    }
}
