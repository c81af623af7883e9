package sockets.sniffer.filter;

/**
 * What stands before a name or number: {@code tcp src port}. Empty texts where nothing does; a bare
 * name inherits those of the one before it.
 */
record Qualifiers(String protocol, String direction, String type) {
    /** Nothing to inherit from. */
    static final Qualifiers NONE = null;

    boolean isHost() {
        return type.isEmpty() || type.equals("host");
    }

    /** The word for hosts and nets in messages. */
    String what() {
        return type.equals("net") ? "net" : "host";
    }
}
