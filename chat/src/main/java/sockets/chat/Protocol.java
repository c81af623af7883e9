package sockets.chat;

/** What a server does with the lines of those who are in the chat, apart from the sockets. */
interface Protocol<P extends Participant> {
    /** Somebody has connected. */
    void enter(P who);

    /**
     * Somebody has sent a line.
     *
     * @param line its bytes, without the line end; reused afterwards
     */
    void line(P from, byte[] line, int length);

    /** A line has passed the limit; what is left of it is discarded. */
    void tooLong(P from);

    /** A connection is at its end. */
    void leave(P who);

    /** All have got what there was for them. */
    void endTurn();
}
