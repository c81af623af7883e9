package sockets.chat;

/**
 * What the course's chat server does: it copies each line to all others, with the sender's address
 * before it. Nobody has a name, so nobody can be spoken to alone: {@code /msg ana hola} reaches
 * all.
 */
final class Relay<P extends Participant> implements Protocol<P> {
    private final Audience<P> audience;

    Relay(Audience<P> audience) {
        this.audience = audience;
    }

    @Override
    public void enter(P who) {
        who.rename(who.address());
        audience.join(who);
        audience.tell(who, "[" + who.nickname() + "] entered room");
    }

    @Override
    public void line(P from, byte[] line, int length) {
        if (length == 0) return;
        audience.tell(from, "<" + from.nickname() + "> " + CleanText.string(line, 0, length));
    }

    @Override
    public void full(P who) {
        who.send("! 405 server full");
    }

    @Override
    public void tooLong(P from) {
        from.send("! 417 line too long");
    }

    @Override
    public void leave(P who) {
        audience.part(who);
        audience.tell(who, "Client " + who.nickname() + " is offline");
    }

    @Override
    public void endTurn() {
        audience.endTurn();
    }
}
