package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DhcpMessage;

/** DHCP, RFC 2131; its options are another class. */
final class DhcpPrinter {
    private final Print p;
    private final DhcpOptionsPrinter options;

    DhcpPrinter(Print print) {
        p = print;
        options = new DhcpOptionsPrinter(print);
    }

    void print(int at, int length) throws Cut {
        p.protocol = "bootp";
        int operation = DhcpMessage.operation(p, at);
        p.out.text("BOOTP/DHCP, ");
        if (operation == DhcpMessage.REQUEST) p.out.text("Request");
        else if (operation == DhcpMessage.REPLY) p.out.text("Reply");
        else p.out.text("unknown (0x").hex(operation, 2).character(')');
        int type = DhcpMessage.hardwareType(p, at);
        int size = DhcpMessage.hardwareLength(p, at);
        boolean ethernet = DhcpMessage.isEthernet(p, at);
        if (ethernet && operation == DhcpMessage.REQUEST) {
            p.need(at + DhcpMessage.CLIENT_HARDWARE, size);
            p.out.text(" from ");
            p.ethernet(at + DhcpMessage.CLIENT_HARDWARE);
        }
        p.out.text(", length ").number(length);
        if (p.verbose() == 0) return;
        int seconds = DhcpMessage.seconds(p, at);
        if (type != 1) p.out.text(", htype ").number(type);
        if (!ethernet) p.out.text(", hlen ").number(size);
        int hops = DhcpMessage.hops(p, at);
        if (hops != 0) p.out.text(", hops ").number(hops);
        int transaction = DhcpMessage.transaction(p, at);
        if (transaction != 0) p.out.text(", xid 0x").hex(transaction);
        if (seconds != 0) p.out.text(", secs ").number(seconds);
        int flags = DhcpMessage.flags(p, at);
        boolean broadcast = (flags & DhcpMessage.BROADCAST) != 0;
        p.out.text(broadcast ? ", Flags [Broadcast]" : ", Flags [none]");
        if (p.verbose() > 1) p.out.text(" (0x").hex(flags, 4).character(')');
        address("Client-IP", at + DhcpMessage.CLIENT);
        address("Your-IP", at + DhcpMessage.YOUR);
        address("Server-IP", at + DhcpMessage.SERVER);
        address("Gateway-IP", at + DhcpMessage.RELAY);
        if (ethernet) {
            p.need(at + DhcpMessage.CLIENT_HARDWARE, size);
            p.out.text("\n\t  Client-Ethernet-Address ");
            p.ethernet(at + DhcpMessage.CLIENT_HARDWARE);
        }
        if (name("sname", at + DhcpMessage.SERVER_NAME, DhcpMessage.SERVER_NAME_SIZE)
                && name("file", at + DhcpMessage.FILE, DhcpMessage.FILE_SIZE)) vendor(at);
    }

    private void address(String name, int at) throws Cut {
        if (p.u32(at) == 0) return;
        p.out.text("\n\t  ").text(name).character(' ');
        p.ipv4(at);
    }

    /** A name in its field, with a byte 0 at its end; false if it was cut. */
    private boolean name(String title, int at, int size) throws Cut {
        if (p.u8(at) == 0) return true;
        p.out.text("\n\t  ").text(title).text(" \"");
        boolean whole = p.nullTerminated(at, size);
        p.out.character('"');
        if (!whole) p.cut();
        return whole;
    }

    private void vendor(int at) throws Cut {
        int cookie = DhcpMessage.cookie(p, at);
        if (cookie == DhcpMessage.COOKIE_VALUE) options.print(at + DhcpMessage.COOKIE);
        else if (cookie == DhcpMessage.OLD_COOKIE) old(at + DhcpMessage.COOKIE);
        else if (cookie != 0) p.out.text("\n\t  Vendor-#0x").hex(cookie);
    }

    private void old(int at) throws Cut {
        p.out.text(" vend-cmu");
        p.need(at + 4, 4);
        int flags = DhcpMessage.oldFlags(p, at);
        if ((flags & ~1) != 0) p.out.text(" F:0x").hex(flags);
        oldAddress("DG", at + DhcpMessage.OLD_GATEWAY);
        oldAddress((flags & 1) != 0 ? "SM" : "SM*", at + DhcpMessage.OLD_MASK);
        String[] servers = {"NS1", "NS2", "IEN1", "IEN2", "TS1", "TS2"};
        for (int i = 0; i < servers.length; i++)
            oldAddress(servers[i], at + DhcpMessage.OLD_SERVERS + 4 * i);
    }

    private void oldAddress(String name, int at) throws Cut {
        if (p.u32(at) == 0) return;
        p.out.character(' ').text(name).character(':');
        p.ipv4(at);
    }
}
