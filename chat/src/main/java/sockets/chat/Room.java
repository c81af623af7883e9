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
final class Room<P extends Participant> implements Protocol<P> {
    private static final Pattern NICKNAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,15}");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Map<String, P> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final BiConsumer<P, String> renamed;
    private final byte[] out = new byte[64 + CleanText.GROWTH * LineSplitter.LONGEST];
    private final Audience<P> audience;
    private int guests;

    /**
     * @param audience all who are there
     * @param renamed told of one and its old name
     */
    Room(Audience<P> audience, BiConsumer<P, String> renamed) {
        this.audience = audience;
        this.renamed = renamed;
    }

    @Override
    public void enter(P who) {
        String name;
        do name = "guest" + ++guests;
        while (present.containsKey(name));
        who.rename(name);
        present.put(name, who);
        audience.join(who);
        who.send("* welcome, you are " + name);
        audience.tell(who, "* " + name + " joined");
    }

    @Override
    public void leave(P who) {
        present.remove(who.nickname());
        audience.part(who);
        String text = who.parting();
        String line = "* " + who.nickname() + " left" + (text.isEmpty() ? "" : ": " + text);
        audience.tell(who, line);
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
    public void line(P from, byte[] line, int length) {
        int start = start(line, length);
        boolean slash = start < length && line[start] == '/';
        if (!slash) say(from, line, 0, length);
        else if (start + 1 < length && line[start + 1] == '/') say(from, line, start + 1, length);
        else command(from, CleanText.string(line, start, length));
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
    private void say(P from, byte[] line, int begin, int end) {
        if (begin == end) return;
        int length = 0;
        out[length++] = '<';
        String name = from.nickname();
        // ASCII, see NICKNAME
        for (int i = 0; i < name.length(); i++) out[length++] = (byte) name.charAt(i);
        out[length++] = '>';
        out[length++] = ' ';
        length += CleanText.copy(line, begin, end, out, length);
        out[length++] = '\n';
        audience.tell(from, out, length);
    }

    private void command(P from, String line) {
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

    private void nick(P from, String name) {
        String old = from.nickname();
        if (name.isEmpty()) {
            from.send("! 431 no nickname given");
        } else if (!NICKNAME.matcher(name).matches()) {
            from.send("! 432 bad nickname: " + name);
        } else if (present.getOrDefault(name, from) != from) {
            from.send("! 433 nickname in use: " + name);
        } else if (!name.equals(old)) {
            // who asks for the name that is theirs has it, and nobody else need know
            present.remove(old);
            from.rename(name);
            present.put(name, from);
            audience.tell(null, "* " + old + " is now known as " + name);
            renamed.accept(from, old);
        }
    }

    /** To one only; the sender sees that it left. */
    private void message(P from, String rest) {
        int space = rest.indexOf(' ');
        String name = space < 0 ? rest : rest.substring(0, space);
        String text = space < 0 ? "" : rest.substring(space + 1);
        P to = present.get(name);
        if (name.isEmpty()) {
            from.send("! 411 no recipient given");
        } else if (to == null) {
            from.send("! 401 no such nickname: " + name);
        } else if (text.isEmpty()) {
            from.send("! 412 no text to send");
        } else {
            to.send("[" + from.nickname() + "] " + text);
            from.send("[-> " + to.nickname() + "] " + text);
        }
    }

    private Iterable<String> names() {
        return present.values().stream().map(Participant::nickname)::iterator;
    }

    private static void help(Participant from) {
        from.send("* text: to all; //text: the same, beginning with /");
        from.send("* /nick NAME: change your nickname");
        from.send("* /msg NAME text: to NAME only");
        from.send("* /who: who is here");
        from.send("* /quit [text]: leave");
    }

    private static void quit(Participant from, String text) {
        from.parting(text);
        from.leave("");
    }

    @Override
    public void endTurn() {
        audience.endTurn();
    }
}
