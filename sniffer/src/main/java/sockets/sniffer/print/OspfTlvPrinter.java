package sockets.sniffer.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import sockets.packet.Cut;
import sockets.packet.OspfTlv;

/**
 * What opaque LSAs carry: router information (RFC 7770), graceful restart (RFC 3623), and traffic
 * engineering (RFC 3630, 4203, 4124). Where an LSA makes no sense, or is cut between two values,
 * its printing ends, and it returns false.
 */
final class OspfTlvPrinter {
    private static final Object[] CAPABILITIES = {
        0x001, "Reserved",
        0x002, "Reserved",
        0x004, "Reserved",
        0x008, "Reserved",
        0x010, "graceful restart capable",
        0x020, "graceful restart helper",
        0x040, "Stub router support",
        0x080, "Traffic engineering",
        0x100, "p2p over LAN",
        0x200, "path computation server"
    };
    private static final int KNOWN_CAPABILITIES = 0x3ff;
    private static final String[] RESTARTS = {
        null, "Grace Period", "Graceful restart Reason", "IPv4 interface address"
    };
    private static final String[] REASONS = {
        "Unknown", "Software Restart", "Software Reload/Upgrade", "Control Processor Switch"
    };
    private static final String[] ENGINEERING = {null, "Router Address", "Link"};
    private static final String[] LINKS = {
        null,
        "Link Type",
        "Link ID",
        "Local Interface IP address",
        "Remote Interface IP address",
        "Traffic Engineering Metric",
        "Maximum Bandwidth",
        "Maximum Reservable Bandwidth",
        "Unreserved Bandwidth",
        "Administrative Group",
        null,
        "Link Local/Remote Identifier",
        null,
        null,
        "Link Protection Type",
        "Interface Switching Capability",
        "Shared Risk Link Group",
        "Bandwidth Constraints"
    };
    private static final String[] LINK_TYPES = {null, "Point-to-point", "Multi-Access"};
    private static final String[] CONSTRAINTS = {"Russian dolls", "Maximum allocation"};
    private static final Object[] PROTECTIONS = {
        0x01, "Extra Traffic",
        0x02, "Unprotected",
        0x04, "Shared",
        0x08, "Dedicated 1:1",
        0x10, "Dedicated 1+1",
        0x20, "Enhanced",
        0x40, "Reserved",
        0x80, "Reserved"
    };
    private static final String[] ENCODINGS = {
        null,
        "Packet",
        "Ethernet V2/DIX",
        "ANSI/ETSI PDH",
        "Reserved",
        "SDH ITU-T G.707/SONET ANSI T1.105",
        "Reserved",
        "Digital Wrapper",
        "Lambda (photonic)",
        "Fiber",
        "Reserved",
        "FiberChannel"
    };

    /** Bandwidths are told for each of so many priorities. */
    private static final int PRIORITIES = 8;

    private final Print p;

    OspfTlvPrinter(Print print) {
        p = print;
    }

    /** True if it has a type and a length. */
    private boolean begins(int at, int left) {
        if (!p.has(at, OspfTlv.SIZE)) return false;
        if (Integer.compareUnsigned(left, OspfTlv.SIZE) >= 0) return true;
        remaining("LS", left, OspfTlv.SIZE);
        return false;
    }

    private void remaining(String what, int left, int needed) {
        p.out.text("\n\t    Remaining ").text(what).text(" length ").number(left);
        p.out.text(" < ").number(needed);
    }

    private boolean bogus(String comparison, int length, int right) {
        p.out.text("\n\t    Bogus length ").number(length).text(comparison).number(right);
        return false;
    }

    /** In hexadecimal, unless the whole LSA follows so anyhow. */
    private void unknown(String indent, int at, int length) throws Cut {
        if (p.verbose() <= 1) HexDump.unknown(p, indent, at, length);
    }

    boolean information(int at, int left) throws Cut {
        for (int length; left != 0; at += length, left -= length) {
            p.need(at, OspfTlv.SIZE);
            if (!begins(at, left)) return false;
            int type = OspfTlv.type(p, at);
            length = OspfTlv.length(p, at);
            p.out.text("\n\t    ");
            p.out.text(type == OspfTlv.CAPABILITIES ? "Router Capabilities" : "unknown");
            p.out.text(" TLV (").number(type).text("), length: ").number(length);
            p.out.text(", value: ");
            at += OspfTlv.SIZE;
            left -= OspfTlv.SIZE;
            if (Integer.compareUnsigned(length, left) > 0)
                return bogus(" > remaining LS length ", length, left);
            p.need(at, length);
            if (type == OspfTlv.CAPABILITIES) {
                if (length != 4) return bogus(" != ", length, 4);
                int bits = p.u32(at);
                p.out.text("Capabilities: ");
                if ((bits & KNOWN_CAPABILITIES) == 0) p.out.text("Unknown");
                else Words.bits(p.out, bits, ", ", CAPABILITIES);
            } else {
                unknown("\n\t      ", at, length);
            }
            // as in tcpdump: what is left may become less than nothing, which is much
            length = OspfTlv.padded(length);
        }
        return true;
    }

    boolean restart(int at, int left) throws Cut {
        for (int length; left != 0; at += length, left -= length) {
            if (!begins(at, left)) return false;
            int type = OspfTlv.type(p, at);
            length = OspfTlv.length(p, at);
            p.out.text("\n\t    ")
                    .text(Words.of(RESTARTS, type, "unknown"))
                    .text(" TLV (")
                    .number(type);
            p.out.text("), length ").number(length).text(", value: ");
            at += OspfTlv.SIZE;
            left -= OspfTlv.SIZE;
            if (Integer.compareUnsigned(length, left) > 0) return bogus(" > ", length, left);
            if (type == 0 || length == 0 || !p.has(at, length)) return false;
            int right = type == OspfTlv.REASON ? 1 : 4;
            boolean known = type >= OspfTlv.PERIOD && type <= OspfTlv.INTERFACE_ADDRESS;
            if (known && length != right) return bogus(" != ", length, right);
            switch (type) {
                case OspfTlv.PERIOD -> p.out.number(p.u32(at)).character('s');
                case OspfTlv.REASON -> {
                    int reason = p.u8(at);
                    p.out.text(Words.of(REASONS, reason, "Unknown"));
                    p.out.text(" (").number(reason).character(')');
                }
                case OspfTlv.INTERFACE_ADDRESS -> p.ipv4(at);
                default -> unknown("\n\t      ", at, length);
            }
            // as in tcpdump: what is left may become less than nothing, which is much
            length = OspfTlv.padded(length);
        }
        return true;
    }

    boolean engineering(int at, int left) throws Cut {
        while (left > 0) {
            if (!begins(at, left)) return false;
            int type = OspfTlv.type(p, at);
            int length = OspfTlv.length(p, at);
            p.out.text("\n\t    ").text(Words.of(ENGINEERING, type, "unknown")).text(" TLV (");
            p.out.number(type).text("), length: ").number(length);
            at += OspfTlv.SIZE;
            left -= OspfTlv.SIZE;
            if (length > left) return bogus(" > ", length, left);
            if (type == 0 || length == 0) return false;
            switch (type) {
                case OspfTlv.LINK -> {
                    at = link(at, length);
                    if (at < 0) return false;
                    // as in tcpdump: what the link took is not taken from what is left
                    length = 0;
                }
                case OspfTlv.ROUTER_ADDRESS -> {
                    if (length < 4) {
                        p.out.text("\n\t    TLV length ").number(length).text(" < 4");
                        return false;
                    }
                    p.need(at, 4);
                    p.out.text(", ");
                    p.ipv4(at);
                }
                default -> unknown("\n\t      ", at, length);
            }
            length = OspfTlv.padded(length);
            if (length > left) {
                p.out.text("\n\t    Bogus padded length ").number(length).text(" > ").number(left);
                return false;
            }
            at += length;
            left -= length;
        }
        return true;
    }

    /** What a link is like; where it ends, or -1. */
    private int link(int at, int left) throws Cut {
        while (left > 0) {
            if (left < OspfTlv.SIZE) {
                remaining("TLV", left, OspfTlv.SIZE);
                return -1;
            }
            int type = OspfTlv.type(p, at);
            int length = OspfTlv.length(p, at);
            at += OspfTlv.SIZE;
            left -= OspfTlv.SIZE;
            if (type == 0 || length == 0) {
                p.invalid();
                return -1;
            }
            p.out.text("\n\t      ").text(Words.of(LINKS, type, "unknown")).text(" subTLV (");
            p.out.number(type).text("), length: ").number(length);
            int padded = OspfTlv.padded(length);
            if (left < length) {
                remaining("TLV", left + OspfTlv.SIZE, length + OspfTlv.SIZE);
                return -1;
            }
            if (!p.has(at, length)) return -1;
            if (!value(type, at, length)) {
                p.invalid();
                return -1;
            }
            // as in tcpdump, which steps over these twice
            if (type == OspfTlv.SHARED_RISK) at += length;
            if (left < padded) {
                remaining("TLV", left + OspfTlv.SIZE, padded + OspfTlv.SIZE);
                return -1;
            }
            at += padded;
            left -= padded;
        }
        return at;
    }

    /** False if its length is wrong. */
    private boolean value(int type, int at, int length) throws Cut {
        int right =
                switch (type) {
                    case OspfTlv.LINK_TYPE -> 1;
                    case OspfTlv.UNRESERVED -> 4 * PRIORITIES;
                    case OspfTlv.LOCAL_ADDRESS,
                            OspfTlv.REMOTE_ADDRESS,
                            OspfTlv.METRIC,
                            OspfTlv.BANDWIDTH,
                            OspfTlv.RESERVABLE,
                            OspfTlv.GROUP,
                            OspfTlv.PROTECTION ->
                            4;
                    default -> length;
                };
        if (length != right) {
            p.out.text(" != ").number(right);
            return false;
        }
        switch (type) {
            case OspfTlv.LINK_TYPE -> {
                int kind = p.u8(at);
                p.out.text(", ").text(Words.of(LINK_TYPES, kind, "unknown"));
                p.out.text(" (").number(kind).character(')');
            }
            case OspfTlv.LINK_ID, OspfTlv.LOCAL_REMOTE_ID -> {
                if (length != 4 && length != 8) {
                    p.out.text(" != 4 && != 8");
                    return false;
                }
                identifier(at);
                if (length == 8) identifier(at + 4);
            }
            case OspfTlv.LOCAL_ADDRESS, OspfTlv.REMOTE_ADDRESS -> {
                p.out.text(", ");
                p.ipv4(at);
            }
            case OspfTlv.METRIC -> p.out.text(", Metric ").number(p.u32(at));
            case OspfTlv.BANDWIDTH, OspfTlv.RESERVABLE -> {
                p.out.text(", ");
                bandwidth(at);
            }
            case OspfTlv.UNRESERVED -> bandwidths("\n\t\tTE-Class ", at, PRIORITIES);
            case OspfTlv.GROUP -> p.out.text(", 0x").hex(p.u32(at), 8);
            case OspfTlv.PROTECTION -> {
                p.out.text(", ");
                Words.bits(p.out, p.u8(at), ", ", PROTECTIONS);
            }
            case OspfTlv.SWITCHING -> {
                if (length < 4 + 4 * PRIORITIES) {
                    p.out.text(" < ").number(4 + 4 * PRIORITIES);
                    return false;
                }
                p.out.text("\n\t\tInterface Switching Capability: ").text(switching(p.u8(at)));
                p.out.text("\n\t\tLSP Encoding: ")
                        .text(Words.of(ENCODINGS, p.u8(at + 1), "Unknown"));
                p.out.text("\n\t\tMax LSP Bandwidth:");
                bandwidths("\n\t\t  priority level ", at + 4, PRIORITIES);
            }
            case OspfTlv.SHARED_RISK -> {
                if (length % 4 != 0) {
                    p.out.text(" != N x 4");
                    return false;
                }
                p.out.text("\n\t\t  Shared risk group: ");
                for (int i = 0; i < length; i += 4)
                    p.out.text(i == 0 ? "" : ", ").number(p.u32(at + i));
            }
            case OspfTlv.CONSTRAINTS -> {
                return constraints(at, length);
            }
            default -> unknown("\n\t\t", at, length);
        }
        return true;
    }

    private void identifier(int at) throws Cut {
        p.out.text(", ");
        p.ipv4(at);
        p.out.text(" (0x").hex(p.u32(at), 8).character(')');
    }

    private static String switching(int capability) {
        return switch (capability) {
            case 1, 2, 3, 4 -> "Packet-Switch Capable-" + capability;
            case 51 -> "Layer-2 Switch Capable";
            case 100 -> "Time-Division-Multiplex";
            case 150 -> "Lambda-Switch Capable";
            case 200 -> "Fiber-Switch Capable";
            default -> "Unknown";
        };
    }

    private boolean constraints(int at, int length) throws Cut {
        if (length < 4) {
            p.out.text(" < 4");
            return false;
        }
        int model = p.u8(at);
        p.out.text("\n\t\tBandwidth Constraints Model ID: ");
        p.out.text(Words.of(CONSTRAINTS, model, "unknown")).text(" (").number(model).character(')');
        if (length % 4 != 0 || length > 4 + 4 * PRIORITIES) {
            p.out.text("\n\t\tlength ").number(length);
            p.out.text(length % 4 != 0 ? " != N x 4" : " > 36");
            return false;
        }
        bandwidths("\n\t\t  Bandwidth constraint CT", at + 4, length / 4 - 1);
        return true;
    }

    private void bandwidths(String title, int at, int count) throws Cut {
        for (int i = 0; i < count; i++) {
            p.out.text(title).number(i).text(": ");
            bandwidth(at + 4 * i);
        }
    }

    /** Bytes in a second, in a float of IEEE 754; as printf shows megabits. */
    private void bandwidth(int at) throws Cut {
        int bits = p.u32(at);
        float megabits = Math.abs(Float.intBitsToFloat(bits)) * 8 / 1_000_000;
        if (bits < 0) p.out.character('-');
        if (Float.isNaN(megabits)) p.out.text("nan");
        else if (Float.isInfinite(megabits)) p.out.text("inf");
        else
            p.out.text(
                    new BigDecimal(megabits).setScale(3, RoundingMode.HALF_EVEN).toPlainString());
        p.out.text(" Mbps");
    }
}
