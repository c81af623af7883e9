package sockets.sniffer.print;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import sockets.packet.CookedHeader;
import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.VlanTag;

/** The headers that Linux makes up where there is none, or where all interfaces are captured. */
final class CookedPrinter {
    private static final int FIRST = CookedHeader.SIZE;
    private static final int SECOND = CookedHeader.SIZE_2;
    private static final String[] KINDS = {"In", "B", "M", "P", "Out"};

    private final Print p;
    private final EthernetPrinter ethernet;
    private Map<Integer, String> interfaces;

    CookedPrinter(Print print, EthernetPrinter ethernet) {
        p = print;
        this.ethernet = ethernet;
    }

    /** Version 1. */
    int first(int at, int length, int captured) throws Cut {
        p.protocol = "sll";
        p.need(at, FIRST);
        int type = CookedHeader.protocol(p, at);
        if (p.style.link()) firstHeader(at, length);
        int header = payload(type, at + FIRST, length - FIRST, captured - FIRST);
        if (header >= 0) return FIRST + header;
        if (!p.style.link() && header == UNKNOWN_TYPE) firstHeader(at, length);
        HexDump.payload(p, at + FIRST + skipped, captured - FIRST - skipped);
        return FIRST + skipped;
    }

    private void firstHeader(int at, int length) throws Cut {
        p.protocol = "sll";
        String kind = kind(CookedHeader.packetType(p, at));
        p.out.text(" ".repeat(3 - kind.length())).text(kind).character(' ');
        if (CookedHeader.addressLength(p, at) == 6)
            p.ethernet(at + CookedHeader.ADDRESS).character(' ');
        type(CookedHeader.protocol(p, at), length);
    }

    /** Version 2, which names the interface. */
    int second(int at, int length, int captured) throws Cut {
        p.protocol = "sll2";
        p.need(at, SECOND);
        int type = CookedHeader.protocol2(p, at);
        pad(interfaceName(CookedHeader.interfaceIndex2(p, at)), 5);
        pad(kind(CookedHeader.packetType2(p, at)), 3);
        if (p.style.link()) secondHeader(at, length);
        int header = payload(type, at + SECOND, length - SECOND, captured - SECOND);
        if (header >= 0) return SECOND + header;
        if (!p.style.link() && header == UNKNOWN_TYPE) secondHeader(at, length);
        HexDump.payload(p, at + SECOND + skipped, captured - SECOND - skipped);
        return SECOND + skipped;
    }

    private void secondHeader(int at, int length) throws Cut {
        p.protocol = "sll2";
        p.out.text("ifindex ").number(CookedHeader.interfaceIndex2(p, at)).character(' ');
        if (CookedHeader.addressLength2(p, at) == 6)
            p.ethernet(at + CookedHeader.ADDRESS_2).character(' ');
        type(CookedHeader.protocol2(p, at), length);
    }

    private void pad(String text, int width) {
        p.out.text(text).text(" ".repeat(Math.max(0, width - text.length()))).character(' ');
    }

    private static String kind(int number) {
        return number < KINDS.length ? KINDS[number] : "?";
    }

    private void type(int type, int length) {
        String name = type <= EtherType.LONGEST_LENGTH ? null : Words.etherType(type);
        if (type == 1) p.out.text("802.3");
        else if (type == CookedHeader.LOGICAL_LINK) p.out.text("802.2");
        else
            p.out.text("ethertype ")
                    .text(name == null ? "Unknown" : name)
                    .text(" (0x")
                    .hex(type, 4)
                    .character(')');
        p.out.text(", length ").number(length).text(": ");
    }

    private static final int UNKNOWN_TYPE = -1;
    private static final int UNKNOWN_LINK = -2;

    /** Bytes of VLAN tags before what was not known. */
    private int skipped;

    /** The length of what is between the header and the network layer, or why it is not known. */
    private int payload(int type, int at, int length, int captured) throws Cut {
        skipped = 0;
        while (type == EtherType.VLAN) {
            if (captured < VlanTag.SIZE) {
                p.protocol = "vlan";
                p.cut();
                return skipped + captured;
            }
            if (p.style.link()) ethernet.tag(at).text(", ");
            type = VlanTag.type(p, at);
            if (type <= EtherType.LONGEST_LENGTH) type = CookedHeader.LOGICAL_LINK;
            String name = Words.etherType(type);
            p.out.text("ethertype ").text(name == null ? "Unknown" : name).text(", ");
            at += VlanTag.SIZE;
            length -= VlanTag.SIZE;
            captured -= VlanTag.SIZE;
            skipped += VlanTag.SIZE;
        }
        if (type == CookedHeader.LOGICAL_LINK) {
            int header = ethernet.logicalLinkAlone(at, length, captured);
            return header < 0 ? UNKNOWN_LINK : skipped + header;
        }
        if (type <= EtherType.LONGEST_LENGTH) return UNKNOWN_LINK;
        return ethernet.payload(type, at, length, captured) ? skipped : UNKNOWN_TYPE;
    }

    /** The name that an interface of this number has here, as tcpdump prints it. */
    private String interfaceName(int index) {
        if (interfaces == null) {
            interfaces = new HashMap<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/sys/class/net"))) {
                for (Path one : all) {
                    String number = Files.readString(one.resolve("ifindex")).trim();
                    interfaces.put(Integer.valueOf(number), one.getFileName().toString());
                }
            } catch (IOException | NumberFormatException e) {
                // not Linux, or an interface that has just gone: a question mark is printed
            }
        }
        return interfaces.getOrDefault(index, "?");
    }
}
