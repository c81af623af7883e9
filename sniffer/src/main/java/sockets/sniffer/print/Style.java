package sockets.sniffer.print;

/**
 * How packets are printed, by the options of tcpdump.
 *
 * @param verbose how many v
 * @param link true with e: the header of the link layer, too
 * @param times how many t: 0 the time of day, 1 none, 2 seconds since 1970, 3 since the packet
 *     before, 4 with the date, 5 since the first packet
 * @param nanos true for nine decimals
 * @param absolute true with S: sequence numbers as they are
 * @param dump what follows the line
 * @param names null with n: numbers only
 */
public record Style(
        int verbose,
        boolean link,
        int times,
        boolean nanos,
        boolean absolute,
        Dump dump,
        HostNames names) {
    /** The bytes behind a line: x, xx, X, XX, A, AA. */
    public enum Dump {
        NONE(false),
        HEX(false),
        HEX_WITH_LINK(true),
        HEX_AND_TEXT(false),
        HEX_AND_TEXT_WITH_LINK(true),
        TEXT(false),
        TEXT_WITH_LINK(true);

        private final boolean withLink;

        Dump(boolean withLink) {
            this.withLink = withLink;
        }

        boolean withLink() {
            return withLink;
        }

        /** True if the bytes of a packet follow in hexadecimal: once is enough. */
        boolean isHex() {
            return this != NONE && this != TEXT && this != TEXT_WITH_LINK;
        }
    }

    /** True if a line depends on those before it: on their times, or on names already known. */
    public boolean needsOrder() {
        return names != null || times == 3 || times > 4;
    }

    /** As tcpdump -n. */
    public static final Style PLAIN = new Style(0, false, 0, false, false, Dump.NONE, null);
}
