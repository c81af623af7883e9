package sockets.packet;

/** One option of neighbour discovery, RFC 4861, 4.6: a type, a length in units of eight bytes. */
public final class NeighborOption {
    public static final int SOURCE_LINK_ADDRESS = 1;
    public static final int TARGET_LINK_ADDRESS = 2;
    public static final int PREFIX = 3;
    public static final int REDIRECTED = 4;
    public static final int MTU = 5;

    /** RFC 6275, 7.3. */
    public static final int ADVERTISEMENT_INTERVAL = 7;

    /** RFC 6275, 7.4. */
    public static final int HOME_AGENT = 8;

    /** RFC 4191, 2.3. */
    public static final int ROUTE = 24;

    /** Name servers, RFC 8106, 5.1. */
    public static final int NAME_SERVERS = 25;

    /** What is put behind names, RFC 8106, 5.2. */
    public static final int SEARCH_LIST = 31;

    /** What its length counts. */
    public static final int UNIT = 8;

    /** Where the value begins. */
    public static final int VALUE = 2;

    /** Where the prefix is in an option PREFIX. */
    public static final int PREFIX_ADDRESS = 16;

    /** Where addresses, names or prefixes begin in the options of RFC 4191 and 8106. */
    public static final int LIST = 8;

    private NeighborOption() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** One of length 0 would have no end. */
    public static int units(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** Of a prefix or route: how many bits of it count. */
    public static int prefixLength(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    /** Of a prefix or route. */
    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    /** Of a prefix, in seconds; of routes, name servers and search lists, too. */
    public static int validLifetime(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of a prefix, in seconds. */
    public static int preferredLifetime(Octets in, int at) throws Cut {
        return in.u32(at + 8);
    }

    public static int mtu(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of ADVERTISEMENT_INTERVAL, in milliseconds. */
    public static int interval(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of HOME_AGENT. */
    public static int preference(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    /** Of HOME_AGENT, in seconds. */
    public static int agentLifetime(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }
}
