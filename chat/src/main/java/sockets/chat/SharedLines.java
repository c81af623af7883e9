package sockets.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All who are in the chat, and what is said to all of them: a line is kept here once, for a turn of
 * the loop, and each member's write takes it from here. A copy for each would cost more than all
 * else but the writes.
 */
final class SharedLines implements Audience<Member> {
    /** Memory for a turn's lines; a turn with more of them leaves in several writes. */
    private static final int SIZE = 16 * 1024;

    /** Where whoever is in no chat is: nothing is said. */
    static final SharedLines NONE = new SharedLines(0);

    private final List<Member> members = new ArrayList<>();
    // what was said in this turn stands before the position
    private final ByteBuffer lines;
    private final ByteBuffer window;
    // where it begins in all that was ever said
    private long start;

    SharedLines() {
        this(SIZE);
    }

    private SharedLines(int size) {
        lines = ByteBuffer.allocateDirect(size);
        window = lines.duplicate();
    }

    @Override
    public void join(Member member) {
        members.add(member);
        member.listensTo(this);
    }

    @Override
    public void part(Member member) {
        members.remove(member);
    }

    /** How much was said so far. */
    long end() {
        return start + lines.position();
    }

    /** What was said since then, in this turn; to be used up before anything else is said. */
    ByteBuffer since(long then) {
        return window.limit(lines.position()).position((int) (then - start));
    }

    @Override
    public void tell(Member but, byte[] line, int length) {
        if (length > lines.remaining()) {
            for (int i = 0; i < members.size(); i++) members.get(i).tryFlush();
            endTurn();
        }
        if (but != null) but.hear();
        lines.put(line, 0, length);
        if (but != null) but.skip();
        for (int i = 0; i < members.size(); i++)
            if (members.get(i) != but) members.get(i).wantsFlush();
    }

    @Override
    public void tell(Member but, String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        tell(but, bytes, bytes.length);
    }

    @Override
    public void endTurn() {
        start = end();
        lines.clear();
    }
}
