package sockets.chat;

/** Somebody in the chat, as a protocol sees one: a name, and lines to it; no socket. */
interface Participant {
    /** Where it speaks from: {@code 127.0.0.1:53414}. */
    String address();

    /** Empty until it has one. */
    String nickname();

    void rename(String name);

    /** Sends a line to this one alone. */
    void send(String line);

    /** The same with bytes, which have the line's end already. */
    void send(byte[] line, int length);

    /** It is to leave; the reason is for the server's event line, and may be empty. */
    void leave(String reason);

    boolean hasLeft();

    /** What it said as it left; empty if nothing. */
    String parting();

    void parting(String text);
}
