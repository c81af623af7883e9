package sockets.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A participant without a connection, who keeps what is sent there. */
final class Somebody implements Participant {
    /** All of them: what is said is sent to each one. */
    static final class All implements Audience<Somebody> {
        private final List<Somebody> there = new ArrayList<>();

        @Override
        public void join(Somebody one) {
            there.add(one);
        }

        @Override
        public void part(Somebody one) {
            there.remove(one);
        }

        @Override
        public void tell(Somebody but, String line) {
            for (Somebody one : there) if (one != but) one.send(line);
        }

        @Override
        public void tell(Somebody but, byte[] line, int length) {
            for (Somebody one : there) if (one != but) one.send(line, length);
        }

        @Override
        public void endTurn() {}
    }

    private final String address;
    private final List<String> lines = new ArrayList<>();
    private String nickname = "";
    private String parting = "";
    private boolean left;

    Somebody(String address) {
        this.address = address;
    }

    /** What was sent here since the last time that this was asked. */
    List<String> heard() {
        List<String> heard = List.copyOf(lines);
        lines.clear();
        return heard;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String nickname() {
        return nickname;
    }

    @Override
    public void rename(String name) {
        nickname = name;
    }

    @Override
    public void send(String line) {
        lines.add(line);
    }

    @Override
    public void send(byte[] line, int length) {
        // an answer to telnet is no line
        boolean whole = line[length - 1] == '\n';
        lines.add(new String(line, 0, whole ? length - 1 : length, StandardCharsets.UTF_8));
    }

    @Override
    public void leave(String reason) {
        left = true;
    }

    @Override
    public boolean hasLeft() {
        return left;
    }

    @Override
    public String parting() {
        return parting;
    }

    @Override
    public void parting(String text) {
        parting = text;
    }
}
