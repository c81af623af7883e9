package sockets.chat;

/** What a server does with the lines of its clients: a protocol, apart from the sockets. */
interface Talk {
    /** A member has connected. */
    void enter(Member member);

    /**
     * A member has sent a line.
     *
     * @param line its bytes, without the line end; reused afterwards
     */
    void line(Member member, byte[] line, int length);

    /** A member's line has passed the limit; what is left of it is discarded. */
    void tooLong(Member member);

    /** A member's connection is at its end. */
    void leave(Member member);

    /** All members have got what there was for them. */
    void endTurn();
}
