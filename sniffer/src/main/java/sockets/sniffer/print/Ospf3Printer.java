package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.Ospf3Header;
import sockets.packet.Ospf3Lsa;
import sockets.packet.OspfHeader;
import sockets.packet.OspfLsa;
import sockets.packet.OspfSignalling;

/** OSPF for IPv6, RFC 5340, with what may stand behind a packet (RFC 5613, 7166). */
final class Ospf3Printer {
    private static final Object[] OPTIONS = {
        0x001, "V6",
        0x002, "External",
        0x004, "Deprecated",
        0x008, "NSSA",
        0x010, "Router",
        0x020, "Demand Circuit",
        0x100, "AFs Support",
        0x200, "LLS",
        0x400, "Authentication Trailer"
    };
    private static final Object[] DESCRIPTIONS = {
        0x04, "Init",
        0x02, "More",
        0x01, "Master",
        0x10, "IPv6 MTU"
    };
    private static final Object[] ROUTERS = {
        0x01, "ABR",
        0x02, "External",
        0x04, "Virtual-Link Endpoint",
        0x08, "Deprecated",
        0x10, "NSSA Translator"
    };

    /** As in tcpdump, which has another bit than the RFC for the first. */
    private static final Object[] EXTERNALS = {
        0x80, "External Type 2", Ospf3Lsa.HAS_FORWARD, "Forwarding", Ospf3Lsa.HAS_TAG, "Tag"
    };

    private static final Object[] PREFIXES = {
        0x01, "No Unicast",
        0x02, "Local address",
        0x04, "Deprecated",
        0x08, "Propagate",
        0x10, "Down",
        0x20, "N-bit"
    };
    private static final String[] TYPES = {
        "Unknown",
        "Router",
        "Network",
        "Inter-Area Prefix",
        "Inter-Area Router",
        "External",
        "Deprecated",
        "NSSA",
        "Link",
        "Intra-Area Prefix",
        "Intra-Area TE",
        "Grace",
        "Router Information",
        "Inter-AS-TE",
        "Layer 1 VPN"
    };
    private static final String[] SCOPES = {"Link Local", "Area Local", "Domain Wide", "Unknown"};

    private final Print p;
    private final OspfTlvPrinter values;

    Ospf3Printer(Print print) {
        p = print;
        values = new OspfTlvPrinter(print);
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ospf3";
        int type = OspfHeader.type(p, at);
        int version = OspfHeader.version(p, at);
        String name = OspfPrinter.type(type);
        p.out.text("OSPFv").number(version).text(", ");
        if (name != null) p.out.text(name);
        else p.out.text("unknown packet type (").number(type).character(')');
        p.out.text(", length ").number(length);
        if (name == null || p.verbose() == 0) return;
        int claimed = OspfHeader.length(p, at);
        if (Integer.compareUnsigned(claimed, length) > 0) {
            p.out.text(" [len ").number(claimed).character(']');
            return;
        }
        p.ipv4("\n\tRouter-ID ", at + Ospf3Header.ROUTER);
        if (p.u32(at + Ospf3Header.AREA) == 0) p.out.text(", Backbone Area");
        else p.ipv4(", Area ", at + Ospf3Header.AREA);
        int instance = Ospf3Header.instance(p, at);
        if (instance != 0) p.out.text(", Instance ").number(instance);
        if (version != 3) return;
        int end = at + claimed;
        boolean verbose = p.verbose() > 1;
        int options = 0;
        switch (type) {
            case OspfHeader.HELLO -> {
                options = Ospf3Header.options(p, at);
                hello(at, end, options);
            }
            case OspfHeader.DESCRIPTION -> {
                options = Ospf3Header.descriptionOptions(p, at);
                options("\n\tOptions [", options);
                int flags = Ospf3Header.descriptionFlags(p, at);
                p.out.text(", DD Flags [");
                Words.bits(p.out, flags, ", ", DESCRIPTIONS);
                p.out.character(']');
                int sequence = Ospf3Header.descriptionSequence(p, at);
                p.out.text(", MTU ").number(Ospf3Header.mtu(p, at));
                p.out.text(", DD-Sequence 0x").hex(sequence, 8);
                if (verbose) headers(at + Ospf3Header.DESCRIBED, end);
            }
            case OspfHeader.REQUEST -> {
                if (verbose) requests(at + Ospf3Header.REQUESTS, end);
            }
            case OspfHeader.UPDATE -> {
                if (verbose) updates(at, end);
            }
            default -> {
                if (verbose) headers(at + Ospf3Header.ACKNOWLEDGED, end);
            }
        }
        int behind = length - claimed;
        if (behind == 0) return;
        if ((options & Ospf3Header.OPTION_L) != 0) {
            int size = signalling(end, behind);
            end += size;
            behind -= size;
        }
        if (behind != 0) trailer(end, behind);
    }

    private void options(String title, int options) {
        p.out.text(title);
        Words.bits(p.out, options, ", ", OPTIONS);
        p.out.character(']');
    }

    private void hello(int at, int end, int options) throws Cut {
        options("\n\tOptions [", options);
        int dead = Ospf3Header.deadInterval(p, at);
        p.out.text("\n\t  Hello Timer ").number(Ospf3Header.helloInterval(p, at));
        p.out.text("s, Dead Timer ").number(dead);
        p.ipv4("s, Interface-ID ", at + Ospf3Header.INTERFACE);
        p.out.text(", Priority ").number(Ospf3Header.priority(p, at));
        if (p.u32(at + Ospf3Header.DESIGNATED) != 0)
            p.ipv4("\n\t  Designated Router ", at + Ospf3Header.DESIGNATED);
        if (p.u32(at + Ospf3Header.BACKUP) != 0)
            p.ipv4(", Backup Designated Router ", at + Ospf3Header.BACKUP);
        if (p.verbose() < 2) return;
        p.out.text("\n\t  Neighbor List:");
        for (int neighbor = at + Ospf3Header.NEIGHBORS; neighbor < end; neighbor += 4)
            p.ipv4("\n\t    ", neighbor);
    }

    private void requests(int at, int end) throws Cut {
        for (; at < end; at += Ospf3Header.REQUEST_SIZE) {
            p.need(at, Ospf3Header.REQUEST_SIZE);
            p.ipv4("\n\t  Advertising Router ", at + Ospf3Header.REQUESTED_ROUTER);
            type(Ospf3Header.requestedType(p, at), at + Ospf3Header.REQUESTED_ID);
        }
    }

    /** The type of an LSA, and its id. */
    private void type(int type, int id) throws Cut {
        p.need(id, 4);
        int number = type & Ospf3Lsa.TYPE;
        p.out.text("\n\t    ").text(number < TYPES.length ? TYPES[number] : TYPES[0]);
        p.out.text(" LSA (").number(number).text("), ").text(SCOPES[Ospf3Lsa.scope(type)]);
        p.out.text((type & Ospf3Lsa.UNKNOWN_FLOODED) != 0 ? " Scope, transitive" : " Scope");
        p.ipv4(", LSA-ID ", id);
    }

    private void headers(int at, int end) throws Cut {
        for (; at < end; at += Ospf3Lsa.SIZE) header(at, end);
    }

    private void header(int at, int end) throws Cut {
        if (at + Ospf3Lsa.SIZE > end) throw Cut.INSTANCE;
        int length = Ospf3Lsa.length(p, at);
        if (length < Ospf3Lsa.SIZE) {
            p.out.text("\n\t\t  Bogus length ").number(length).text(" < header (");
            p.out.number(Ospf3Lsa.SIZE).character(')');
            throw Cut.INSTANCE;
        }
        p.ipv4("\n\t  Advertising Router ", at + Ospf3Lsa.ADVERTISING_ROUTER);
        p.out.text(", seq 0x").hex(Ospf3Lsa.sequence(p, at), 8);
        p.out.text(", age ")
                .number(Ospf3Lsa.age(p, at))
                .text("s, length ")
                .number(length - Ospf3Lsa.SIZE);
        type(Ospf3Lsa.type(p, at), at + Ospf3Lsa.ID);
    }

    private void updates(int at, int end) throws Cut {
        int count = Ospf3Header.updates(p, at);
        at += Ospf3Header.UPDATED;
        for (int i = 0; at < end && i != count; i++) {
            header(at, end);
            int length = Ospf3Lsa.length(p, at);
            if (at + length > end) throw Cut.INSTANCE;
            body(at, at + length);
            at += length;
        }
    }

    /** That an LSA goes on so far. */
    private static void need(int at, int end) throws Cut {
        if (at > end) throw Cut.INSTANCE;
    }

    private void body(int at, int end) throws Cut {
        int body = at + Ospf3Lsa.SIZE;
        switch (Ospf3Lsa.type(p, at)) {
            case Ospf3Lsa.ROUTER -> router(at, end);
            case Ospf3Lsa.NETWORK -> {
                need(at + Ospf3Lsa.NETWORK_ROUTERS, end);
                options("\n\t      Options [", Ospf3Lsa.options(p, at));
                p.out.text("\n\t      Connected Routers:");
                for (int router = at + Ospf3Lsa.NETWORK_ROUTERS; router < end; router += 4) {
                    need(router + 4, end);
                    p.ipv4("\n\t\t", router);
                }
            }
            case Ospf3Lsa.INTER_AREA_PREFIX -> {
                need(at + Ospf3Lsa.INTER_AREA_PREFIXES, end);
                int metric = Ospf3Lsa.metric(p, at);
                p.out.text(", metric ").number(metric);
                int prefix = at + Ospf3Lsa.INTER_AREA_PREFIXES;
                while (prefix < end) prefix = prefix(prefix, end);
            }
            case Ospf3Lsa.EXTERNAL -> external(at, end);
            case Ospf3Lsa.LINK -> link(at, end);
            case Ospf3Lsa.INTRA_AREA_PREFIX -> {
                // as in tcpdump, which counts six of the twelve bytes before the prefixes
                int uncounted = 6;
                need(body + 4, end);
                p.need(body, Ospf3Lsa.INTRA_AREA_PREFIXES - Ospf3Lsa.SIZE);
                type(Ospf3Lsa.referencedType(p, at), at + Ospf3Lsa.REFERENCED_ID);
                need(body + uncounted, end);
                int prefixes = Ospf3Lsa.intraAreaPrefixes(p, at);
                p.out.text("\n\t      Prefixes ").number(prefixes).character(':');
                prefixes(prefixes, at + Ospf3Lsa.INTRA_AREA_PREFIXES, end + uncounted);
            }
            case Ospf3Lsa.GRACEFUL_RESTART -> {
                if (!values.restart(body, end - body)) throw Cut.INSTANCE;
            }
            case Ospf3Lsa.TRAFFIC_ENGINEERING -> {
                if (!values.engineering(body, end - body)) throw Cut.INSTANCE;
            }
            default -> HexDump.unknown(p, "\n\t      ", body, end - body);
        }
    }

    private void router(int at, int end) throws Cut {
        need(at + Ospf3Lsa.LINKS, end);
        p.need(at + Ospf3Lsa.SIZE, 4);
        options("\n\t      Options [", Ospf3Lsa.options(p, at));
        p.out.text(", RLA-Flags [");
        Words.bits(p.out, Ospf3Lsa.flags(p, at), ", ", ROUTERS);
        p.out.character(']');
        for (int link = at + Ospf3Lsa.LINKS; link < end; link += Ospf3Lsa.LINK_SIZE) {
            need(link + Ospf3Lsa.LINK_SIZE, end);
            p.need(link, Ospf3Lsa.LINK_SIZE);
            int type = Ospf3Lsa.linkType(p, link);
            String title =
                    switch (type) {
                        case OspfLsa.VIRTUAL -> "Virtual Link: Neighbor Router-ID ";
                        case OspfLsa.POINT_TO_POINT -> "Neighbor Router-ID ";
                        case OspfLsa.TRANSIT -> "Neighbor Network-ID ";
                        default -> null;
                    };
            p.out.text("\n\t      ");
            if (title == null) {
                p.out.text("Unknown Router Links Type 0x").hex(type, 2);
                return;
            }
            p.ipv4(title, link + Ospf3Lsa.LINK_NEIGHBOR);
            p.ipv4("\n\t      Neighbor Interface-ID ", link + Ospf3Lsa.LINK_NEIGHBOR_INTERFACE);
            p.ipv4(", Interface ", link + Ospf3Lsa.LINK_INTERFACE);
            p.out.text(", metric ").number(Ospf3Lsa.linkMetric(p, link));
        }
    }

    private void external(int at, int end) throws Cut {
        need(at + Ospf3Lsa.EXTERNAL_PREFIX, end);
        int metric = Ospf3Lsa.metric(p, at);
        int flags = Ospf3Lsa.flags(p, at);
        p.out.text("\n\t     Flags [");
        Words.bits(p.out, flags, ", ", EXTERNALS);
        p.out.text("] metric ").number(metric);
        int prefix = at + Ospf3Lsa.EXTERNAL_PREFIX;
        int place = prefix(prefix, end);
        if ((flags & Ospf3Lsa.HAS_FORWARD) != 0) {
            need(place + Ospf3Lsa.ADDRESS_SIZE, end);
            p.need(place, Ospf3Lsa.ADDRESS_SIZE);
            p.out.text(" forward ");
            p.ipv6(place);
            place += Ospf3Lsa.ADDRESS_SIZE;
        }
        if ((flags & Ospf3Lsa.HAS_TAG) != 0) {
            need(place + 4, end);
            p.ipv4(" tag ", place);
            place += 4;
        }
        // as in tcpdump, which looks at the first byte of the type alone
        if (Ospf3Lsa.prefixMetric(p, prefix) >> 8 != 0) {
            need(place + 4, end);
            p.ipv4(" RefLSID: ", place);
        }
    }

    private void link(int at, int end) throws Cut {
        need(at + Ospf3Lsa.LINK_ADDRESS, end);
        p.need(at + Ospf3Lsa.SIZE, 4);
        options("\n\t      Options [", Ospf3Lsa.options(p, at));
        need(at + Ospf3Lsa.LINK_PREFIXES, end);
        int prefixes = Ospf3Lsa.linkPrefixes(p, at);
        p.need(at + Ospf3Lsa.LINK_ADDRESS, Ospf3Lsa.ADDRESS_SIZE);
        p.out.text("\n\t      Priority ").number(Ospf3Lsa.flags(p, at));
        p.out.text(", Link-local address ");
        p.ipv6(at + Ospf3Lsa.LINK_ADDRESS);
        p.out.text(", Prefixes ").number(prefixes).character(':');
        prefixes(prefixes, at + Ospf3Lsa.LINK_PREFIXES, end);
    }

    /** So many, without sign. */
    private void prefixes(int count, int at, int end) throws Cut {
        for (int i = 0; i != count; i++) at = prefix(at, end);
    }

    /** Prints a prefix; where it ends. */
    private int prefix(int at, int end) throws Cut {
        int address = at + Ospf3Lsa.PREFIX_SIZE;
        need(address, end);
        p.need(at, Ospf3Lsa.PREFIX_SIZE);
        int length = Ospf3Lsa.prefixLength(p, at);
        int size = Ospf3Lsa.addressSize(length);
        if (size > Ospf3Lsa.ADDRESS_SIZE) {
            p.out.text(" bogus prefixlen /").number(length);
            throw Cut.INSTANCE;
        }
        need(address + size, end);
        p.need(address, size);
        byte[] whole = new byte[Ospf3Lsa.ADDRESS_SIZE];
        System.arraycopy(p.data, address, whole, 0, size);
        p.out.text("\n\t\t");
        if (p.style.names() == null) p.out.ipv6(whole, 0);
        else p.out.text(p.style.names().host(whole, 0, Ospf3Lsa.ADDRESS_SIZE));
        p.out.character('/').number(length);
        int options = Ospf3Lsa.prefixOptions(p, at);
        if (options != 0) {
            p.out.text(", Options [");
            Words.bits(p.out, options, ", ", PREFIXES);
            p.out.character(']');
        }
        p.out.text(", metric ").number(Ospf3Lsa.prefixMetric(p, at));
        return address + size;
    }

    /** Prints a block of link-local signalling; its length. */
    private int signalling(int at, int left) throws Cut {
        if (left < OspfSignalling.SIZE) throw Cut.INSTANCE;
        int checksum = OspfSignalling.checksum(p, at);
        p.out.text("\n\tLLS Checksum 0x").hex(checksum, 4);
        int length = OspfSignalling.length(p, at);
        p.out.text(", Data Length ").number(length);
        if (length < OspfSignalling.SIZE || length > left) throw Cut.INSTANCE;
        p.need(at, length);
        return length;
    }

    private void trailer(int at, int left) throws Cut {
        if (left < Ospf3Header.TRAILER_SIZE) throw Cut.INSTANCE;
        int type = Ospf3Header.trailerType(p, at);
        p.out.text("\n\tAuthentication Type ");
        if (type == 1) p.out.text("HMAC");
        else p.out.text("unknown (0x").hex(type, 4).character(')');
        int length = Ospf3Header.trailerLength(p, at);
        p.out.text(", Length ").number(length);
        if (length < Ospf3Header.TRAILER_SIZE || length > left) throw Cut.INSTANCE;
        int association = Ospf3Header.securityAssociation(p, at);
        p.out.text(", SAID ").number(association);
        int sequence = Ospf3Header.trailerSequence(p, at);
        p.out.text(", CSN 0x").hex(sequence, 8);
        int low = Ospf3Header.trailerSequenceLow(p, at);
        p.out.character(':').hex(low, 8);
        int digest = at + Ospf3Header.TRAILER_SIZE;
        p.need(digest, length - Ospf3Header.TRAILER_SIZE);
        if (p.verbose() > 1)
            HexDump.unknown(
                    p, "\n\tAuthentication Data ", digest, length - Ospf3Header.TRAILER_SIZE);
    }
}
