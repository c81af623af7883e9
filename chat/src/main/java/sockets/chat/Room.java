package sockets.chat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The protocol of the chat: UTF-8 lines; who you are, whom you speak to, and what went wrong. A
 * server's line begins with {@code <} for a message to all, {@code [} for one to you alone, {@code
 * *} for a notice and {@code !} for an error: no text of a client can begin a line.
 */
final class Room implements Talk {
    private static final Pattern NICKNAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,15}");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Map<String, Member> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final BiConsumer<Member, String> renamed;
    private final byte[] out = new byte[64 + CleanText.GROWTH * LineSplitter.LONGEST];
    private final Audience audience = new Audience();
    private int guests;

    /**
     * @param renamed told of a member and its old name
     */
    Room(BiConsumer<Member, String> renamed) {
        this.renamed = renamed;
    }

    @Override
    public void enter(Member member) {
        String name;
        do name = "guest" + ++guests;
        while (members.containsKey(name));
        member.rename(name);
        members.put(name, member);
        audience.join(member);
        member.send("* welcome, you are " + name);
        audience.tell(member, "* " + name + " joined");
    }

    @Override
    public void leave(Member member) {
        members.remove(member.nickname);
        audience.part(member);
        String text = member.parting();
        String line = "* " + member.nickname + " left" + (text.isEmpty() ? "" : ": " + text);
        audience.tell(member, line);
    }

    @Override
    public void tooLong(Member member) {
        member.send("! 417 line too long");
    }

    @Override
    public void line(Member member, byte[] line, int length) {
        int start = start(line, length);
        boolean slash = start < length && line[start] == '/';
        if (!slash) say(member, line, 0, length);
        else if (start + 1 < length && line[start + 1] == '/') say(member, line, start + 1, length);
        else command(member, CleanText.string(line, start, length));
    }

    /** Where a command would begin: spaces and a byte order mark before it do not count. */
    private static int start(byte[] line, int length) {
        int at = 0;
        while (at < length) {
            if (line[at] == ' ' || line[at] == '\t') at++;
            else if (isMark(line, at, length)) at += BYTE_ORDER_MARK.length;
            else break;
        }
        return at;
    }

    private static boolean isMark(byte[] line, int at, int length) {
        if (line[at] != BYTE_ORDER_MARK[0] || at + 2 >= length) return false;
        return line[at + 1] == BYTE_ORDER_MARK[1] && line[at + 2] == BYTE_ORDER_MARK[2];
    }

    /** {@code <nick> text} to all others. */
    private void say(Member from, byte[] line, int begin, int end) {
        if (begin == end) return;
        int length = 0;
        out[length++] = '<';
        System.arraycopy(from.nicknameBytes, 0, out, length, from.nicknameBytes.length);
        length += from.nicknameBytes.length;
        out[length++] = '>';
        out[length++] = ' ';
        length += CleanText.copy(line, begin, end, out, length);
        out[length++] = '\n';
        audience.tell(from, out, length);
    }

    private void command(Member from, String line) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        switch (word.toLowerCase(Locale.ROOT)) {
            case "/nick" -> nick(from, rest);
            case "/msg" -> message(from, rest);
            case "/who" -> from.send("* online: " + String.join(" ", names()));
            case "/help" -> help(from);
            case "/quit" -> quit(from, rest);
            default -> from.send("! 421 unknown command: " + word);
        }
    }

    private void nick(Member from, String name) {
        String old = from.nickname;
        if (name.isEmpty()) {
            from.send("! 431 no nickname given");
        } else if (!NICKNAME.matcher(name).matches()) {
            from.send("! 432 bad nickname: " + name);
        } else if (members.getOrDefault(name, from) != from) {
            from.send("! 433 nickname in use: " + name);
        } else {
            members.remove(old);
            from.rename(name);
            members.put(name, from);
            audience.tell(null, "* " + old + " is now known as " + name);
            renamed.accept(from, old);
        }
    }

    /** To one member only; the sender sees that it left. */
    private void message(Member from, String rest) {
        int space = rest.indexOf(' ');
        String name = space < 0 ? rest : rest.substring(0, space);
        String text = space < 0 ? "" : rest.substring(space + 1);
        Member to = members.get(name);
        if (name.isEmpty()) {
            from.send("! 411 no recipient given");
        } else if (to == null) {
            from.send("! 401 no such nickname: " + name);
        } else if (text.isEmpty()) {
            from.send("! 412 no text to send");
        } else {
            to.send("[" + from.nickname + "] " + text);
            from.send("[-> " + to.nickname + "] " + text);
        }
    }

    private Iterable<String> names() {
        return members.values().stream().map(member -> member.nickname)::iterator;
    }

    private static void help(Member from) {
        from.send("* text: to all; //text: the same, beginning with /");
        from.send("* /nick NAME: change your nickname");
        from.send("* /msg NAME text: to NAME only");
        from.send("* /who: who is here");
        from.send("* /quit [text]: leave");
    }

    private static void quit(Member from, String text) {
        from.parting(text);
        from.leave("");
    }

    @Override
    public void endTurn() {
        audience.endTurn();
    }
}
