package sockets.chat;

/** What a server does with the lines of those who are in the chat, apart from the sockets. */
interface Protocol<P extends Participant> {
    /** What makes messages of what one client sends. */
    default Splitter splitter() {
        return new LineSplitter();
    }

    /** Somebody has connected. */
    void enter(P who);

    /**
     * Somebody has sent a line.
     *
     * @param line its bytes, without the line end; reused afterwards
     */
    void line(P from, byte[] line, int length);

    /** Somebody has connected who is one too many, and is to leave. */
    void full(P who);

    /** A line has passed the limit; what is left of it is discarded. */
    void tooLong(P from);

    /** A connection is at its end. */
    void leave(P who);

    /** All have got what there was for them. */
    void endTurn();
}
