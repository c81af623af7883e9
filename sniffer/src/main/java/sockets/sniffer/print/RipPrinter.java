package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.RipMessage;

/** RIP, RFC 1058 and 2453: with v the routes. */
final class RipPrinter {
    private static final String[] COMMANDS = {
        null,
        "Request",
        "Response",
        "Trace on",
        "Trace off",
        null,
        "Triggered Request",
        "Triggered Response",
        "Triggered Acknowledgement",
        "Update Request",
        "Update Response",
        "Update Acknowledge"
    };

    private final Print p;

    RipPrinter(Print print) {
        p = print;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "rip";
        int left = Math.min(p.end - at, length);
        if (left < RipMessage.SIZE) {
            p.cut();
            return;
        }
        left -= RipMessage.SIZE;
        int version = RipMessage.version(p, at);
        p.out.text(p.verbose() > 0 ? "\n\tRIPv" : "RIPv").number(version);
        int command = RipMessage.command(p, at);
        p.out.text(", ");
        p.name(COMMANDS, command, "unknown command (", ")");
        p.out.text(", length: ").number(length);
        if (p.verbose() == 0) return;
        boolean known = Words.of(COMMANDS, command) != null;
        if (command == RipMessage.REQUEST || command == RipMessage.RESPONSE) {
            if (version == 0 || version > 2) {
                p.out.text(", unknown version");
            } else {
                p.out.text(", routes: ").number(length / RipMessage.ENTRY_SIZE);
                p.out.text(version == 1 ? "" : " or less");
                entries(version, at + RipMessage.SIZE, left);
            }
        } else if (!known && p.verbose() == 1) {
            HexDump.unknown(p, "\n\t", at, length);
        }
        if (p.verbose() > 1) HexDump.unknown(p, "\n\t", at, length);
    }

    private void entries(int version, int at, int left) throws Cut {
        while (left != 0) {
            int size = version == 1 ? first(at, left) : second(at, left);
            if (size == 0) {
                p.cut();
                return;
            }
            if (left < size) {
                p.out.text(" [remaining entries length ").number(left).text(" < ");
                p.out.number(size).character(']');
                p.invalid();
                return;
            }
            at += size;
            left -= size;
        }
    }

    /** An entry of version 1; its size, 0 if it is not whole. */
    private int first(int at, int left) throws Cut {
        if (left < RipMessage.ENTRY_SIZE || !p.has(at, RipMessage.ENTRY_SIZE)) return 0;
        int family = RipMessage.family(p, at);
        boolean clean =
                RipMessage.tag(p, at) == 0
                        && RipMessage.mask(p, at) == 0
                        && RipMessage.nextHop(p, at) == 0;
        if (family != RipMessage.AF_INET && family != 0) {
            p.out.text("\n\t AFI ");
            p.name(LoopbackPrinter.FAMILIES, family, "Unknown (", ")");
            p.out.text(", ");
            HexDump.unknown(p, "\n\t  ", at + 4, RipMessage.ENTRY_SIZE - 4);
        } else if (!clean) {
            HexDump.unknown(p, "\n\t  ", at, RipMessage.ENTRY_SIZE);
        } else {
            p.out.text(family == 0 ? "\n\t  AFI 0, " : "\n\t  ");
            p.ipv4(at + RipMessage.ADDRESS);
            p.out.text(", metric: ").number(RipMessage.metric(p, at));
        }
        return RipMessage.ENTRY_SIZE;
    }

    /** An entry of version 2; its size, 0 if it is not whole. */
    private int second(int at, int left) throws Cut {
        if (left < 4 || !p.has(at, 4)) return 0;
        int family = RipMessage.family(p, at);
        if (family == RipMessage.AUTHENTICATION) return authentication(at, left);
        if (family != RipMessage.AF_INET && family != 0) {
            p.out.text("\n\t  AFI ");
            p.name(LoopbackPrinter.FAMILIES, family, "Unknown (", ")");
            HexDump.unknown(p, "\n\t  ", at + 4, RipMessage.ENTRY_SIZE - 4);
            return RipMessage.ENTRY_SIZE;
        }
        if (left < RipMessage.ENTRY_SIZE || !p.has(at, RipMessage.ENTRY_SIZE)) return 0;
        p.out.text(family == 0 ? "\n\t  AFI 0, " : "\n\t  AFI IPv4, ");
        int start = p.out.length();
        p.ipv4(at + RipMessage.ADDRESS);
        p.padLeft(start, 15);
        p.out.character('/');
        start = p.out.length();
        p.out.number((long) bits(RipMessage.mask(p, at)));
        if (p.out.length() - start < 2) p.out.character(' ');
        p.out.text(", tag 0x").hex(RipMessage.tag(p, at), 4);
        p.out.text(", metric: ").number(RipMessage.metric(p, at)).text(", next-hop: ");
        if (RipMessage.nextHop(p, at) == 0) p.out.text("self");
        else p.ipv4(at + RipMessage.NEXT_HOP);
        return RipMessage.ENTRY_SIZE;
    }

    /** How many bits of an address a mask leaves; -1 for one that has them not in a row. */
    private static int bits(int mask) {
        int bits = Integer.bitCount(mask);
        return Integer.numberOfLeadingZeros(~mask) == bits ? bits : -1;
    }

    private int authentication(int at, int left) throws Cut {
        int how = RipMessage.tag(p, at);
        int proof = at + RipMessage.PROOF;
        left -= RipMessage.PROOF;
        switch (how) {
            case RipMessage.PASSWORD -> {
                p.out.text("\n\t  Simple Text Authentication data: ");
                p.nullPadded(proof, RipMessage.PROOF_SIZE);
            }
            case RipMessage.DIGEST -> {
                if (left < RipMessage.PROOF_SIZE || !p.has(proof, RipMessage.PROOF_SIZE)) return 0;
                p.out.text("\n\t  Auth header: Packet Len ")
                        .number(RipMessage.packetLength(p, proof));
                p.out.text(", Key-ID ").number(RipMessage.keyId(p, proof));
                p.out.text(", Auth Data Len ").number(RipMessage.digestLength(p, proof));
                p.out.text(", SeqNo ").number(RipMessage.sequence(p, proof));
                for (int i = 0; i < 2; i++)
                    p.out.text(", MBZ ").number(RipMessage.reserved(p, proof, i));
            }
            default -> {
                if (how == RipMessage.TRAILER) p.out.text("\n\t  Auth trailer:");
                else p.out.text("\n\t  Unknown (").number(how).text(") Authentication data:");
                HexDump.unknown(p, "\n\t  ", proof, left);
                // nobody tells how long it is
                return RipMessage.PROOF + left;
            }
        }
        return RipMessage.ENTRY_SIZE;
    }
}
