package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.MptcpOption;
import sockets.packet.TcpHeader;

/** The option of Multipath TCP, RFC 8684. */
final class MptcpPrinter {
    private static final String[] NAMES = {
        "capable", "join", "dss", "add-addr", "rem-addr", "prio", "fail", "fast-close", "unknown"
    };

    private final Print p;

    // of an option DSS: where the next field is, and how many bytes are left
    private int next;
    private int left;

    MptcpPrinter(Print print) {
        p = print;
    }

    /**
     * Prints the option that begins at a place.
     *
     * @return false if its length cannot be
     */
    boolean print(int at, int length, int flags) throws Cut {
        p.protocol = "mptcp";
        if (length < MptcpOption.SIZE) return false;
        int subtype = Math.min(MptcpOption.subtype(p, at), NAMES.length - 1);
        p.out.character(' ').number(length).character(' ').text(NAMES[subtype]);
        return switch (subtype) {
            case MptcpOption.CAPABLE -> capable(at, length, flags);
            case MptcpOption.JOIN -> join(at, length, flags);
            case MptcpOption.DSS -> (flags & TcpHeader.SYN) == 0 && sequences(at, length);
            case MptcpOption.ADD_ADDRESS -> address(at, length);
            case MptcpOption.REMOVE_ADDRESS -> removed(at, length);
            case MptcpOption.PRIORITY -> priority(at, length);
            case MptcpOption.FAIL -> {
                if (length != 12) yield false;
                long sequence = MptcpOption.value(p, at);
                p.out.text(" seq ").text(Long.toUnsignedString(sequence));
                yield true;
            }
            case MptcpOption.FAST_CLOSE -> {
                if (length != 12) yield false;
                long key = MptcpOption.value(p, at);
                p.out.text(" key 0x").text(Long.toHexString(key));
                yield true;
            }
            default -> true;
        };
    }

    /** 64 bits without leading zeros. */
    private void hex(String title, int at) throws Cut {
        long value = p.u64(at);
        p.out.text(title).text(Long.toHexString(value));
    }

    private void hex32(String title, int at) throws Cut {
        int value = p.u32(at);
        p.out.text(title).hex(value);
    }

    private boolean capable(int at, int length, int flags) throws Cut {
        boolean syn = (flags & TcpHeader.SYN) != 0;
        boolean ack = (flags & TcpHeader.ACK) != 0;
        boolean opening = (length == 12 || length == 4) && syn;
        boolean open = (length == 20 || length == 22) && ack && !syn;
        if (!opening && !open) return false;
        int version = MptcpOption.besides(p, at);
        if (version > 1) {
            p.out.text(" Unknown Version (").number(version).character(')');
            return true;
        }
        p.out.text(" v").number(version);
        if ((MptcpOption.flags(p, at) & MptcpOption.CHECKSUM_REQUIRED) != 0) p.out.text(" csum");
        if (length == 4) return true;
        hex(" {0x", at + MptcpOption.SENDER_KEY);
        if (length >= 20) hex(",0x", at + MptcpOption.RECEIVER_KEY);
        p.out.character('}');
        return true;
    }

    private boolean join(int at, int length, int flags) throws Cut {
        boolean syn = (flags & TcpHeader.SYN) != 0;
        boolean ack = (flags & TcpHeader.ACK) != 0;
        boolean right = length == 12 && syn || length == 16 && syn && ack || length == 24 && ack;
        if (!right) return false;
        if (length == 24) {
            p.need(at + MptcpOption.JOIN_VALUE, MptcpOption.JOIN_DIGEST_SIZE);
            p.out.text(" hmac 0x");
            p.octets(at + MptcpOption.JOIN_VALUE, MptcpOption.JOIN_DIGEST_SIZE);
            return true;
        }
        if ((MptcpOption.besides(p, at) & MptcpOption.BACKUP) != 0) p.out.text(" backup");
        int id = MptcpOption.addressId(p, at);
        p.out.text(" id ").number(id);
        p.need(at, length);
        if (length == 12) {
            hex32(" token 0x", at + MptcpOption.JOIN_VALUE);
            hex32(" nonce 0x", at + MptcpOption.JOIN_NONCE);
        } else {
            hex(" hmac 0x", at + MptcpOption.JOIN_VALUE);
            hex32(" nonce 0x", at + MptcpOption.JOIN_ANSWER_NONCE);
        }
        return true;
    }

    /** The next field as a number of so many bytes; false if there is not so much left. */
    private boolean number(String title, int size) throws Cut {
        if (left < size) return false;
        long value =
                switch (size) {
                    case 2 -> p.u16(next);
                    case 4 -> p.u32(next) & 0xffffffffL;
                    default -> p.u64(next);
                };
        p.out.text(title).text(Long.toUnsignedString(value));
        next += size;
        left -= size;
        return true;
    }

    /** How the connection's numbers belong to those of the stream. */
    private boolean sequences(int at, int length) throws Cut {
        if (length < MptcpOption.DSS_VALUE) return false;
        int flags = MptcpOption.flags(p, at);
        if ((flags & MptcpOption.DATA_FIN) != 0) p.out.text(" fin");
        next = at + MptcpOption.DSS_VALUE;
        left = length - MptcpOption.DSS_VALUE;
        if ((flags & MptcpOption.HAS_ACKNOWLEDGEMENT) != 0) {
            p.out.text(" ack ");
            if (!number("", (flags & MptcpOption.LONG_ACKNOWLEDGEMENT) != 0 ? 8 : 4)) return false;
        }
        if ((flags & MptcpOption.HAS_SEQUENCE) != 0) {
            p.out.text(" seq ");
            if (!number("", (flags & MptcpOption.LONG_SEQUENCE) != 0 ? 8 : 4)) return false;
            if (!number(" subseq ", 4) || !number(" len ", 2)) return false;
            if (left >= 2) {
                p.out.text(" csum 0x").hex(p.u16(next));
                left -= 2;
            }
        }
        return left == 0;
    }

    private boolean address(int at, int length) throws Cut {
        boolean four = length == 8 || length == 10 || length == 16 || length == 18;
        boolean six = length == 20 || length == 22 || length == 28 || length == 30;
        if (!four && !six) return false;
        String kind =
                switch (MptcpOption.besides(p, at)) {
                    case 6 -> " v0-ip6";
                    case 4 -> " v0-ip4";
                    case 1 -> " v1-echo";
                    case 0 -> " v1";
                    default -> " [bad version/echo]";
                };
        p.out.text(kind);
        int id = MptcpOption.addressId(p, at);
        p.out.text(" id ").number(id);
        int behind = at + MptcpOption.ADDRESS + (four ? 4 : 16);
        p.need(at + MptcpOption.ADDRESS, four ? 4 : 16);
        p.out.character(' ');
        if (four) p.ipv4(at + MptcpOption.ADDRESS);
        else p.ipv6(at + MptcpOption.ADDRESS);
        int rest = at + length - behind;
        if (rest == 2 || rest == 10) {
            int port = p.u16(behind);
            p.out.character(':').number(port);
            behind += 2;
        }
        if (rest >= 8) hex(" hmac 0x", behind);
        return true;
    }

    private boolean removed(int at, int length) throws Cut {
        if (length < 4) return false;
        p.out.text(" id");
        for (int i = MptcpOption.IDENTIFIERS; i < length; i++) {
            int id = p.u8(at + i);
            p.out.character(' ').number(id);
        }
        return true;
    }

    private boolean priority(int at, int length) throws Cut {
        if (length != 3 && length != 4) return false;
        boolean backup = (MptcpOption.besides(p, at) & MptcpOption.BACKUP) != 0;
        p.out.text(backup ? " backup" : " non-backup");
        if (length == 4) {
            int id = MptcpOption.addressId(p, at);
            p.out.text(" id ").number(id);
        }
        return true;
    }
}
