package sockets.packet;

/**
 * Steps from extension header to extension header of IPv6 (authentication is one of IPv4, too):
 *
 * <pre>
 * extensions.begin(Ipv6Header.nextHeader(octets, ip), ip + Ipv6Header.SIZE);
 * while (extensions.isHere()) extensions.next();
 * </pre>
 *
 * <p>Of a header no more is read than what the step needs: it need not be whole.
 */
public final class Ipv6Extensions {
    private final Octets in;
    private int type;
    private int at;

    public Ipv6Extensions(Octets in) {
        this.in = in;
    }

    /** Goes to a header, of whatever kind. */
    public void begin(int headerType, int place) {
        type = headerType;
        at = place;
    }

    /** True at an extension header, which can be read on from. */
    public boolean isHere() {
        return Ipv6Extension.is(type);
    }

    /** By which the header before named it: an extension header or what follows the last. */
    public int type() {
        return type;
    }

    /** Where the header begins. */
    public int at() {
        return at;
    }

    /** How long the header is. */
    public int size() throws Cut {
        return Ipv6Extension.size(type, in, at);
    }

    /** True at the header of a fragment that is not the first: what it carries begins elsewhere. */
    public boolean isLaterFragment() throws Cut {
        return type == IpProtocol.FRAGMENT && Ipv6Extension.fragmentOffset(in, at) != 0;
    }

    /** Goes to the header behind. */
    public void next() throws Cut {
        int size = size();
        type = Ipv6Extension.nextHeader(in, at);
        at += size;
    }
}
