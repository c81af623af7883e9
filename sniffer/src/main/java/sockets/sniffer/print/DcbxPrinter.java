package sockets.sniffer.print;

import java.util.HexFormat;
import sockets.packet.Cut;
import sockets.packet.DcbxTlv;
import sockets.packet.LldpTlv;

/** Data Centre Bridging Exchange in LLDP, as it was before IEEE 802.1Qaz. */
final class DcbxPrinter {
    static final String[] SUBTYPES = {
        null, "DCB Capability Exchange Protocol Rev 1", "DCB Capability Exchange Protocol Rev 1.01"
    };
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final String[] TITLES = {
        null,
        "Control - Protocol Control",
        "Feature - Priority Group",
        "Feature - Priority Flow Control",
        "Feature - Application"
    };

    private final Print p;

    DcbxPrinter(Print print) {
        p = print;
    }

    /** Prints a list; true if its last part is one that nobody knows. */
    boolean print(int subtype, int at, int size) throws Cut {
        if (subtype == DcbxTlv.FIRST_VERSION) return true;
        int end = at + size;
        boolean unknown = false;
        at += DcbxTlv.LIST;
        while (end - at >= LldpTlv.SIZE) {
            int type = LldpTlv.type(p, at);
            int length = LldpTlv.length(p, at);
            at += LldpTlv.SIZE;
            if (type == LldpTlv.END || length == 0 || end - at < length) return false;
            int least = DcbxTlv.least(type);
            if (length < least) return false;
            unknown = least < 0;
            if (!unknown) part(type, at, length);
            if (unknown || p.verbose() > 1) HexDump.unknown(p, "\n\t    ", at, length);
            at += length;
        }
        return unknown;
    }

    private void part(int type, int at, int length) throws Cut {
        p.out.text("\n\t    ").text(TITLES[type]).text(" (type 0x").hex(type);
        p.out.text(", length ").number(length).character(')');
        line("Oper_Version: ", DcbxTlv.version(p, at));
        line("Max_Version: ", DcbxTlv.newestVersion(p, at));
        if (type == DcbxTlv.CONTROL) {
            line("Sequence Number: ", DcbxTlv.sequence(p, at));
            line("Acknowledgement Number: ", DcbxTlv.acknowledgement(p, at));
            return;
        }
        int flags = DcbxTlv.flags(p, at);
        p.out.text("\n\t      Info block(0x").text(UPPER.toHexDigits((byte) flags));
        p.out.text("): Enable bit: ").number((flags & DcbxTlv.ENABLED) != 0 ? 1 : 0);
        p.out.text(", Willing bit: ").number((flags & DcbxTlv.WILLING) != 0 ? 1 : 0);
        p.out.text(", Error Bit: ").number((flags & DcbxTlv.ERROR) != 0 ? 1 : 0);
        line("SubType: ", DcbxTlv.subtype(p, at));
        switch (type) {
            case DcbxTlv.PRIORITY_GROUPS -> groups(at);
            case DcbxTlv.FLOW_CONTROL -> priorities(at);
            default -> applications(at, length);
        }
    }

    private void line(String title, int number) {
        p.out.text("\n\t      ").text(title).number(number);
    }

    private void groups(int at) throws Cut {
        p.out.text("\n\t      Priority Allocation");
        for (int i = 0; i < DcbxTlv.PRIORITIES; i++)
            p.out.text("\n\t          PgId_").number(i).text(": ").number(DcbxTlv.group(p, at, i));
        p.out.text("\n\t      Priority Group Allocation");
        for (int i = 0; i < DcbxTlv.PRIORITIES; i++)
            p.out.text("\n\t          Pg percentage[")
                    .number(i)
                    .text("]: ")
                    .number(DcbxTlv.share(p, at, i));
        line("NumTCsSupported: ", DcbxTlv.groupClasses(p, at));
    }

    private void priorities(int at) throws Cut {
        int priorities = DcbxTlv.priorities(p, at);
        p.out.text("\n\t      PFC Config (0x").text(UPPER.toHexDigits((byte) priorities));
        p.out.character(')');
        for (int i = 0; i < DcbxTlv.PRIORITIES; i++)
            p.out.text("\n\t          Priority Bit ")
                    .number(i)
                    .text((priorities >> i & 1) != 0 ? ": Enabled" : ": Disabled");
        line("NumTCPFCSupported: ", DcbxTlv.flowClasses(p, at));
    }

    private void applications(int at, int length) throws Cut {
        int end = at + length;
        at += DcbxTlv.FIRST_APPLICATION;
        for (; end - at >= DcbxTlv.APPLICATION_SIZE; at += DcbxTlv.APPLICATION_SIZE) {
            p.out.text("\n\t      Application Value\n\t          Application Protocol ID: 0x");
            p.out.hex(DcbxTlv.protocol(p, at), 4);
            // as in tcpdump, which takes other bits than those of the selector
            int selector = DcbxTlv.selector(p, at);
            p.out.text("\n\t          SF (0x").hex(selector >> 22);
            p.out.text(") Application Protocol ID is ");
            p.out.text(selector >> 22 != 0 ? "Socket Number" : "L2 EtherType");
            p.out.text("\n\t          OUI: 0x").hex(selector & 0x3fffff, 6);
            int priorities = DcbxTlv.applicationPriorities(p, at);
            p.out.text("\n\t          User Priority Map: 0x").hex(priorities, 2);
        }
    }
}
