package sockets.sniffer.filter;

/**
 * A word of an expression.
 *
 * @param text normalised: {@code and} for {@code &&}
 * @param value of a number
 * @param position where it begins
 * @param source as it was written
 */
record Token(Kind kind, String text, int value, int position, String source) {
    enum Kind {
        KEYWORD,
        NUMBER,
        /** A name: of a host, a service, a protocol; also a range of ports. */
        NAME,
        IPV4,
        IPV6,
        ETHERNET,
        SYMBOL,
        END
    }

    boolean is(String wanted) {
        return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && text.equals(wanted);
    }

    boolean isAny(java.util.Set<String> wanted) {
        return (kind == Kind.KEYWORD || kind == Kind.SYMBOL) && wanted.contains(text);
    }
}
