package sockets.sniffer.filter;

import static sockets.sniffer.filter.Bpf.*;

import java.util.List;
import sockets.libc.Instruction;
import sockets.sniffer.file.LinkType;

/** The tests of a frame's own header, and where in the frame its payload begins. */
final class LinkLayer {
    static final int IP = 0x0800;
    static final int ARP = 0x0806;
    static final int RARP = 0x8035;
    static final int IP6 = 0x86dd;

    private static final int VLAN = 0x8100;
    private static final int PROVIDER_VLAN = 0x88a8;
    private static final int OLD_DOUBLE_VLAN = 0x9100;

    /** A type field up to this is a length, and an LLC header follows (IEEE 802.3). */
    private static final int LONGEST_LENGTH = 1500;

    private static final int LLC_ISO = 0xfe;
    private static final int LLC_IP = 0x06;
    private static final int LLC_NETBEUI = 0xf0;
    private static final int LLC_IPX = 0xe0;
    private static final int IPX = 0x8137;
    private static final int APPLETALK = 0x809b;
    private static final int APPLETALK_ARP = 0x80f3;

    /** "type" fields of a cooked header for frames of 802.3. */
    private static final int COOKED_802_3 = 1;

    private static final int COOKED_802_2 = 4;

    private static final int AF_INET = 2;

    private final FrameShape shape;
    private final LinkType link;
    private int type;
    private int payload;

    LinkLayer(FrameShape shape) {
        this.shape = shape;
        link = shape.link();
        type = link.typeOffset();
        payload = link.headerLength();
    }

    LinkType link() {
        return link;
    }

    /** Where the network layer begins. */
    int payload() {
        return payload;
    }

    static Condition compare(int offset, int size, int value) {
        return new Condition.Test(List.of(load(offset, size)), JMP | JEQ, value);
    }

    static Condition compare(int offset, int size, int value, int mask) {
        if (mask == -1) return compare(offset, size, value);
        List<Instruction> load = List.of(load(offset, size), new Instruction(ALU | AND | K, mask));
        return new Condition.Test(load, JMP | JEQ, value);
    }

    static Condition test(int offset, int size, int jump, int value) {
        return new Condition.Test(List.of(load(offset, size)), JMP | jump, value);
    }

    static Instruction load(int offset, int size) {
        return new Instruction(LD | ABS | size, offset);
    }

    /** Several bytes, compared from the last to the first as tcpdump does. */
    static Condition bytes(int offset, byte[] value) {
        Condition all = null;
        int left = value.length;
        while (left > 0) {
            int size = left >= 4 ? 4 : left >= 2 ? 2 : 1;
            left -= size;
            int number = 0;
            for (int i = 0; i < size; i++) number = number << 8 | value[left + i] & 0xff;
            Condition one = compare(offset + left, size == 4 ? W : size == 2 ? H : B, number);
            all = all == null ? one : all.and(one);
        }
        return all;
    }

    static Condition never() {
        return new Condition.Test(List.of(new Instruction(LD | IMM, 1)), JMP | JEQ, 0);
    }

    /** True for frames that carry a protocol: an Ethernet type, or an LLC address up to 1500. */
    Condition carries(int protocol) {
        return switch (link) {
            case EN10MB -> ethernet(protocol);
            case LINUX_SLL -> cooked(protocol);
            case NULL, LOOP -> loopback(protocol);
            case RAW -> {
                int version = protocol == IP ? 0x40 : protocol == IP6 ? 0x60 : 0;
                yield version == 0 ? never() : compare(0, B, version, 0xf0);
            }
            case IPV4 -> protocol == IP ? never().not() : never();
            case IPV6 -> protocol == IP6 ? never().not() : never();
            default -> compare(type, H, protocol);
        };
    }

    private Condition ethernet(int protocol) {
        Condition is8023 = test(type, H, JGT, LONGEST_LENGTH).not();
        return switch (protocol) {
            case LLC_ISO, LLC_IP, LLC_NETBEUI ->
                    is8023.and(compare(payload, H, protocol << 8 | protocol));
            case LLC_IPX -> {
                Condition llc = compare(payload, B, LLC_IPX).or(compare(payload, H, 0xffff));
                Condition any = snap(0, IPX).or(llc);
                yield compare(type, H, IPX).or(is8023.and(any));
            }
            case APPLETALK -> compare(type, H, protocol).or(is8023.and(snap(0x080007, protocol)));
            case APPLETALK_ARP -> compare(type, H, protocol).or(is8023.and(snap(0, protocol)));
            default ->
                    Integer.compareUnsigned(protocol, LONGEST_LENGTH) <= 0
                            ? is8023.and(compare(type + 2, B, protocol))
                            : compare(type, H, protocol);
        };
    }

    private Condition cooked(int protocol) {
        Condition is8022 = compare(type, H, COOKED_802_2);
        return switch (protocol) {
            case LLC_ISO, LLC_IP, LLC_NETBEUI ->
                    is8022.and(compare(payload, H, protocol << 8 | protocol));
            case LLC_IPX -> {
                Condition llc = is8022.and(compare(payload, B, LLC_IPX).or(snap(0, IPX)));
                yield compare(type, H, IPX).or(compare(type, H, COOKED_802_3).or(llc));
            }
            case APPLETALK -> compare(type, H, protocol).or(is8022.and(snap(0x080007, protocol)));
            case APPLETALK_ARP -> compare(type, H, protocol).or(is8022.and(snap(0, protocol)));
            default ->
                    Integer.compareUnsigned(protocol, LONGEST_LENGTH) <= 0
                            ? is8022.and(compare(payload, B, protocol))
                            : compare(type, H, protocol);
        };
    }

    /** An LLC header with SNAP: an organisation and its protocol. */
    private Condition snap(int organisation, int protocol) {
        byte[] header = {
            (byte) 0xaa,
            (byte) 0xaa,
            3,
            (byte) (organisation >> 16),
            (byte) (organisation >> 8),
            (byte) organisation,
            (byte) (protocol >> 8),
            (byte) protocol
        };
        return bytes(payload, header);
    }

    private Condition loopback(int protocol) {
        if (protocol == IP) return family(AF_INET);
        if (protocol != IP6) return never();
        // the number that BSD, FreeBSD and Darwin have for it
        return family(30).or(family(24).or(family(28)));
    }

    /** NULL holds the number of the address family in the byte order of its machine. */
    private Condition family(int number) {
        boolean asIs = link == LinkType.LOOP || shape.bigEndian();
        return compare(0, W, asIs ? number : Integer.reverseBytes(number));
    }

    /** A tag, and from here on everything is four bytes farther: also what is not behind "and". */
    Condition vlan(Integer number) throws FilterException {
        if (link != LinkType.EN10MB)
            throw new FilterException("no VLAN support for " + link.description());
        if (number != null && (number > 0xfff || number < 0))
            throw new FilterException(
                    "VLAN tag " + Integer.toUnsignedString(number) + " greater than maximum 4095");
        Condition tagged = carries(VLAN).or(carries(PROVIDER_VLAN)).or(carries(OLD_DOUBLE_VLAN));
        if (number != null) tagged = tagged.and(compare(payload, H, number, 0xfff));
        type += 4;
        payload += 4;
        return tagged;
    }

    boolean live() {
        return shape.live();
    }

    int netmask() {
        return shape.netmask();
    }
}
