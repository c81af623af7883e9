package sockets.chat;

/**
 * What the course's chat server does: it copies each line to all others, with the sender's address
 * before it. Nobody has a name, so nobody can be spoken to alone: {@code /msg ana hola} reaches
 * all.
 */
final class Relay implements Talk {
    private final Audience audience = new Audience();

    @Override
    public void enter(Member member) {
        member.rename(member.client.peer());
        audience.join(member);
        audience.tell(member, "[" + member.nickname + "] entered room");
    }

    @Override
    public void line(Member member, byte[] line, int length) {
        if (length == 0) return;
        audience.tell(member, "<" + member.nickname + "> " + CleanText.string(line, 0, length));
    }

    @Override
    public void tooLong(Member member) {
        member.send("! 417 line too long");
    }

    @Override
    public void leave(Member member) {
        audience.part(member);
        audience.tell(member, "Client " + member.nickname + " is offline");
    }

    @Override
    public void endTurn() {
        audience.endTurn();
    }
}
