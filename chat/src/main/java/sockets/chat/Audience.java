package sockets.chat;

/** All who are in the chat, and what is said to all of them. */
interface Audience<P extends Participant> {
    /** From now on it gets what is said. */
    void join(P participant);

    void part(P participant);

    /** Says a text to all but one, who may be null. */
    void tell(P but, String line);

    /** The same with bytes, which have the line's end already. */
    void tell(P but, byte[] line, int length);

    /** All have heard all that was said. */
    void endTurn();
}
