package sockets.sniffer.check;

/** What a student may have captured; a file holds one of them, or several. */
public enum Experiment {
    /** A text, and the same text back. */
    ECHO,
    /** A client that sends nothing: over UDP no packet. */
    EMPTY,
    /** A client of a port that nobody has. */
    UNREACHABLE
}
