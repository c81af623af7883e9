package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DhcpOption;

/** The options of DHCP: RFC 2132, 3004, 3046, 3442, 4702 and others. */
final class DhcpOptionsPrinter {
    /** How an option's value is shown, and its name; by numbers, one a line. */
    // i addresses, p pairs of them, l and L numbers of 32 bits, s of 16, b bytes, a text,
    // B yes or no, $ some way of its own
    private static final String[] OPTIONS =
            Words.byNumber(
                    "0  PAD,1 iSubnet-Mask,2 LTime-Zone,3 iDefault-Gateway,4 iTime-Server,"
                            + "5 iIEN-Name-Server,6 iDomain-Name-Server,7 iLOG,8 iCS,9 iLPR-Server,"
                            + "10 iIM,11 iRL,12 aHostname,13 sBS,14 aDP,15 aDomain-Name,16 iSS,17 aRP,"
                            + "18 aEP,19 BIPF,20 BSRT,21 pPF,22 sRSZ,23 bTTL,24 lMTU-Timeout,"
                            + "25 sMTU-Table,26 sMTU,27 BLSN,28 iBR,29 BMD,30 BMS,31 BRouter-Discovery,"
                            + "32 iRSA,33 pStatic-Route,34 BUT,35 lAT,36 BIE,37 bTT,38 lKI,39 BKG,"
                            + "40 aYD,41 iYS,42 iNTP,43 bVendor-Option,44 iNetbios-Name-Server,45 iWDD,"
                            + "46 $Netbios-Node,47 aNetbios-Scope,48 iXFS,49 iXDM,50 iRequested-IP,"
                            + "51 lLease-Time,52 $OO,53  DHCP-Message,54 iServer-ID,"
                            + "55 bParameter-Request,56 aMSG,57 sMSZ,58 lRN,59 lRB,60 aVendor-Class,"
                            + "61 $Client-ID,64 sN+D,65 iN+S,66 aTFTP,67 aBF,68 iMH,69 iSMTP,70 iPOP3,"
                            + "71 iNNTP,72 iWWW,73 iFG,74 iIRC,75 iSTS,76 iSTDA,77 $User-Class,"
                            + "78 bSLP-DA,79 bSLP-SCOPE,80 aSLP-NA,81 $FQDN,82 $Agent-Information,"
                            + "83 bARMT,88 aTZSTR,89 bFQDNS,90 bAUTH,91 lLast-Transaction-Time,"
                            + "92 iAssociated-IP,93 sARCH,94 bNDI,95 aLDAP,97 bGUID,98 aUAP,"
                            + "100 aPOSIX-TZ,101 aTZ-Name,112 iNI,113 aNITAG,114 aURL,116 BAuto-Configure,"
                            + "117 sNSSEARCH,118 iSUBNET,121 $Classless-Static-Route,"
                            + "143 $SZTP-Redirect,"
                            + "150 iTFTP-Server-Address,161 aMUD-URL,"
                            + "249 $Classless-Static-Route-Microsoft,255  END");

    private static final String[] MESSAGES =
            Words.byNumber(
                    "1 Discover,2 Offer,3 Request,4 Decline,5 ACK,6 NACK,7 Release,8 Inform,"
                            + "10 LeaseQuery,11 LeaseUnassigned,12 LeaseUnknown,13 LeaseActive");
    private static final String[] OVERLOADS = {null, "file", "sname", "file+sname"};
    private static final String[] NODES = Words.byNumber("1 b-node,2 p-node,4 m-node,8 h-node");
    private static final String[] HARDWARE =
            Words.byNumber("1 ether ,6 ieee802 ,7 arcnet ,15 frelay ,23 strip ,24 ieee1394 ");
    private static final String[] OF_RELAYS =
            Words.byNumber("1 Circuit-ID,2 Remote-ID,6 Subscriber-ID");

    private final Print p;

    // of the option being printed: where the next byte of its value is, and how many are left
    private int at;
    private int left;

    DhcpOptionsPrinter(Print print) {
        p = print;
    }

    /** From the cookie on. */
    void print(int start) throws Cut {
        p.out.text("\n\t  Vendor-rfc1048 Extensions");
        p.out.text("\n\t    Magic Cookie 0x").hex(p.u32(start), 8);
        at = start + 4;
        while (p.has(at, 1)) {
            int option = DhcpOption.kind(p, at);
            boolean bare = !DhcpOption.hasLength(option);
            if (bare && p.verbose() < 3) {
                if (option == DhcpOption.END) return;
                at++;
                continue;
            }
            left = bare ? 0 : DhcpOption.length(p, at);
            at += bare ? 1 : DhcpOption.VALUE;
            String known = OPTIONS[option];
            p.out.text("\n\t    ").text(name(option)).text(" (").number(option);
            p.out.text("), length ").number(left).text(left > 0 ? ": " : "");
            if (option == DhcpOption.PAD) pads();
            char shape = known == null ? shape(left) : known.charAt(0);
            if (!p.has(at, left) || !value(option, shape)) {
                p.cut();
                return;
            }
            if (left > 0) {
                p.out.text("\n\t  trailing data length ").number(left);
                at += left;
            }
        }
    }

    private static String name(int option) {
        return OPTIONS[option] == null ? "Unknown" : OPTIONS[option].substring(1);
    }

    /** How an option that nobody knows is shown: by its length. */
    private static char shape(int length) {
        return length % 2 == 1 ? 'b' : length % 4 == 2 ? 's' : 'l';
    }

    private void pads() throws Cut {
        int count = 1;
        for (; p.has(at, 1) && DhcpOption.kind(p, at) == DhcpOption.PAD; at++) count++;
        if (count > 1) p.out.text(", occurs ").number(count);
    }

    private void step(int count) {
        at += count;
        left -= count;
    }

    /** All that is left of it as text; false if it was cut. */
    private boolean text(int count) {
        p.out.character('"');
        boolean whole = !p.visible(at, count);
        p.out.character('"');
        step(count);
        return whole;
    }

    private boolean value(int option, char shape) throws Cut {
        if (option == DhcpOption.MESSAGE_TYPE && left == 1) {
            int type = p.u8(at);
            p.name(MESSAGES, type, "Unknown (", ")");
            step(1);
            return true;
        }
        if (option == DhcpOption.PARAMETER_REQUEST_LIST) {
            for (int i = 0; left > 0; i++, step(1)) {
                p.out.text(i % 4 == 0 ? "\n\t      " : ", ").text(name(p.u8(at)));
                p.out.text(" (").number(p.u8(at)).character(')');
            }
            return true;
        }
        switch (shape) {
            case 'a':
                return text(left);
            case 'i', 'l', 'L':
                for (String before = ""; left >= 4; before = ",", step(4)) {
                    p.out.text(before);
                    if (shape == 'i') p.ipv4(at);
                    else if (shape == 'l') p.out.number(p.u32(at));
                    else p.out.number((long) p.u32(at));
                }
                return true;
            case 'p':
                if (left < 8 || left % 8 != 0) {
                    p.out.text(left == 0 ? " " : "").text("[length != N x 8 bytes]");
                    step(left);
                }
                for (String before = "("; left >= 8; before = ",(", step(8)) {
                    p.out.text(before);
                    p.ipv4(at).character(':');
                    p.ipv4(at + 4).character(')');
                }
                return true;
            case 's':
                for (String before = ""; left >= 2; before = ",", step(2))
                    p.out.text(before).number(p.u16(at));
                return true;
            case 'B':
                if (left != 1) {
                    invalid("[length != 1 byte]");
                } else {
                    int value = p.u8(at);
                    if (value > 1) p.out.number(value).character('?');
                    else p.out.character(value == 1 ? 'Y' : 'N');
                }
                step(left);
                return true;
            case '$':
                return special(option);
            default:
                for (String before = ""; left > 0; before = ".", step(1))
                    p.out.text(before).number(p.u8(at));
                return true;
        }
    }

    private boolean special(int option) throws Cut {
        int least =
                switch (option) {
                    case DhcpOption.CLIENT_NAME -> DhcpOption.NAME;
                    case DhcpOption.CLASSLESS_ROUTES, DhcpOption.CLASSLESS_ROUTES_OF_MICROSOFT -> 5;
                    case DhcpOption.USER_CLASS -> 2;
                    case DhcpOption.RELAY_AGENT, DhcpOption.BOOTSTRAP_SERVERS -> 0;
                    default -> 1;
                };
        if (left < least) {
            invalid("[length < " + least + (least == 1 ? " byte]" : " bytes]"));
            step(left);
            return true;
        }
        switch (option) {
            case DhcpOption.NETBIOS_NODE_TYPE, DhcpOption.OVERLOAD:
                // as tcpdump tells one that it does not know
                p.name(option == DhcpOption.OVERLOAD ? OVERLOADS : NODES, p.u8(at), "#", "");
                step(1);
                return true;
            case DhcpOption.CLIENT_NAME:
                return clientName();
            case DhcpOption.CLIENT_IDENTIFIER:
                return clientId();
            case DhcpOption.RELAY_AGENT:
                return agent();
            case DhcpOption.USER_CLASS:
                return userClass();
            case DhcpOption.BOOTSTRAP_SERVERS:
                return bootstrap();
            default:
                routes();
                return true;
        }
    }

    private void invalid(String what) {
        p.out.text(what);
        p.invalid();
    }

    /** RFC 4702. */
    private boolean clientName() throws Cut {
        int flags = DhcpOption.nameFlags(p, at);
        if ((flags & 0xf0) != 0)
            invalid("[MBZ nibble 0x" + Integer.toHexString(flags >> 4) + " != 0] ");
        if ((flags & 0x0f) != 0) {
            p.out.character('[');
            for (int i = 0; i < 4; i++)
                if ((flags & 1 << i) != 0) p.out.character("SOEN".charAt(i));
            p.out.text("] ");
        }
        int first = DhcpOption.nameCode(p, at, 0);
        int second = DhcpOption.nameCode(p, at, 1);
        if (first != 0 || second != 0)
            p.out.number(first).character('/').number(second).character(' ');
        step(DhcpOption.NAME);
        return text(left);
    }

    private boolean clientId() throws Cut {
        int type = p.u8(at);
        step(1);
        if (type == 0) return text(left);
        p.name(HARDWARE, type, "hardware-type ", ", ");
        p.need(at, left);
        p.out.octets(p.data, at, left);
        step(left);
        return true;
    }

    /** What a relay adds, RFC 3046. */
    private boolean agent() throws Cut {
        while (left >= 2) {
            int type = DhcpOption.kind(p, at);
            int size = DhcpOption.length(p, at);
            step(DhcpOption.VALUE);
            String name = Words.of(OF_RELAYS, type);
            p.out.text("\n\t      ").text(name == null ? "Unknown" : name).text(" SubOption ");
            p.out.number(type).text(", length ").number(size).text(": ");
            if (size > left) {
                p.out.text("length goes past end of option");
                step(left);
                return true;
            }
            if (name == null) HexDump.unknown(p, "\n\t\t", at, size);
            else if (p.visible(at, size)) return false;
            step(size);
        }
        return true;
    }

    /** RFC 3004. */
    private boolean userClass() throws Cut {
        for (int i = 1; left > 0; i++) {
            int size = p.u8(at);
            step(1);
            p.out.text("\n\t      instance#").number(i).text(": ");
            // without its bracket, as in tcpdump
            if (size == 0) invalid("[suboption length == 0]");
            else if (left < size) invalid("[length " + left + " < suboption length " + size);
            if (size == 0 || left < size) {
                step(left);
                return true;
            }
            if (!text(size)) return false;
            p.out.text(", length ").number(size);
        }
        return true;
    }

    /** RFC 8572. */
    private boolean bootstrap() throws Cut {
        while (left >= 2) {
            int size = p.u16(at);
            step(2);
            p.out.text("\n\t\t    length ").number(size).text(": ");
            if (left < size) {
                p.out.text("length goes past end of option");
                step(left);
            } else if (!text(size)) {
                return false;
            }
        }
        if (left != 0) invalid("[length < 2 bytes]");
        return true;
    }

    /** RFC 3442. */
    private void routes() throws Cut {
        for (String before = "("; left > 0; before = ",(") {
            int width = p.u8(at);
            int octets = (width + 7) / 8;
            step(1);
            boolean fits = width <= 32 && left >= octets + 4;
            p.out.text(fits ? before : before.substring(0, before.length() - 1));
            if (width > 32) invalid("[Mask width (" + width + ") > 32]");
            else if (!fits)
                invalid("[Remaining length (" + left + ") < " + (octets + 4) + " bytes]");
            if (!fits) {
                step(left);
                return;
            }
            if (width == 0) p.out.text("default");
            for (int i = 0; i < 4 && width > 0; i++) {
                if (i > 0) p.out.character('.');
                p.out.number(i < octets ? p.u8(at + i) : 0);
            }
            if (width > 0) p.out.character('/').number(width);
            p.out.character(':');
            p.ipv4(at + octets).character(')');
            step(octets + 4);
        }
    }
}
