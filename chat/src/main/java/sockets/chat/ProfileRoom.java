package sockets.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import sockets.chat.profile.Profile;

/**
 * A chat in the words of a profile: to try a protocol before it is handed out. What the profile
 * leaves open ({@code *}) is sent as it stands there, and what it has no words for, as a bad name,
 * is not answered.
 */
final class ProfileRoom<P extends Participant> implements Protocol<P> {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,32}");

    /** What a client can hold of the server's memory has an end. */
    private static final int MOST_ROOMS = 100;

    private static final int MOST_LETTERS = 1000;
    private static final int USUAL_HISTORY = 10;

    /** A private message that may be acknowledged. */
    private record Letter<P>(P from, P to) {}

    private final Profile profile;
    private final BiConsumer<P, String> renamed;
    private final List<String> commands;
    // who has a name, and the rooms that it is in
    private final Map<String, P> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<P, Set<String>> rooms = new HashMap<>();
    private final Map<String, Letter<P>> letters = new LinkedHashMap<>();
    private final Deque<Map<String, String>> history = new ArrayDeque<>();
    private final boolean sayIsPlain;
    private int number;

    /**
     * @param renamed told of one and its old name, which is empty if it had none
     */
    ProfileRoom(Profile profile, BiConsumer<P, String> renamed) {
        this.profile = profile;
        this.renamed = renamed;
        commands = profile.templates();
        sayIsPlain = profile.send("say", Profile.values("text", "")).isEmpty();
    }

    @Override
    public Splitter splitter() {
        return switch (profile.framing()) {
            case LINES -> new LineSplitter();
            case LENGTH32 -> new LengthSplitter();
        };
    }

    @Override
    public void enter(P who) {
        // who has no name yet is not there; where nobody has one, the address stands for it
        if (!profile.has("name")) admit(who, who.address());
    }

    private void admit(P who, String name) {
        who.rename(name);
        if (profile.has("see-history") && !profile.has("history")) showHistory(who);
        present.put(name, who);
        rooms.put(who, new LinkedHashSet<>());
        tellOthers(who, "see-joined", Profile.values("name", name, "from", name));
    }

    @Override
    public void full(P who) {
        // the profile has no words for it
    }

    @Override
    public void tooLong(P from) {
        // nor for that
    }

    @Override
    public void leave(P who) {
        String name = who.nickname();
        present.remove(name);
        rooms.remove(who);
        tellOthers(
                who, "see-left", Profile.values("name", name, "from", name, "text", who.parting()));
    }

    @Override
    public void line(P from, byte[] bytes, int length) {
        if (length == 0) return;
        String line = new String(bytes, 0, length, StandardCharsets.UTF_8);
        boolean named = !from.nickname().isEmpty();
        if (!named && take(from, "name", line)) return;
        for (String command : commands) {
            // a name that nobody is told of when it changes is given once
            if (command.equals("name") && !profile.has("see-renamed")) continue;
            if (!named && !command.equals("quit")) continue;
            // where a text is said as it is, half a private message must not be one
            if (command.equals("say") && sayIsPlain && profile.isCommand(line)) return;
            if (take(from, command, line)) return;
        }
    }

    /** Does what a client says if it is this command. */
    private boolean take(P from, String command, String line) {
        Map<String, String> values = profile.taken(command, line);
        if (values == null) return false;
        values.replaceAll((name, value) -> CleanText.string(value));
        values.put("from", from.nickname());
        switch (command) {
            case "name" -> name(from, values);
            case "private" -> message(from, values);
            case "who" -> who(from);
            case "quit" -> quit(from, values);
            case "join" -> join(from, values.get("room"));
            case "leave" -> rooms.get(from).remove(values.get("room"));
            case "say-room" -> sayInRoom(from, values);
            case "ack" -> acknowledge(from, values);
            case "history" -> showHistory(from);
            default -> say(from, values);
        }
        return true;
    }

    private void name(P who, Map<String, String> values) {
        String name = values.getOrDefault("name", "");
        String old = who.nickname();
        if (!NAME.matcher(name).matches()) return;
        if (present.getOrDefault(name, who) != who) {
            reply(who, "name-taken", values);
            return;
        }
        if (old.isEmpty()) {
            admit(who, name);
        } else {
            present.remove(old);
            who.rename(name);
            present.put(name, who);
            tell(present.values(), "see-renamed", values);
        }
        renamed.accept(who, old);
    }

    private void say(P from, Map<String, String> values) {
        boolean inRoom = profile.has("join") && !profile.has("say-room");
        List<P> hearers = new ArrayList<>(present.values());
        if (inRoom) hearers.removeIf(each -> !rooms.get(each).equals(rooms.get(from)));
        if (!profile.echoes()) hearers.remove(from);
        tell(hearers, "see-say", values);
        if (!profile.has("see-history")) return;
        history.add(values);
        int most = profile.historyLines() == 0 ? USUAL_HISTORY : profile.historyLines();
        if (history.size() > most) history.remove();
    }

    private void showHistory(P who) {
        for (Map<String, String> said : history) reply(who, "see-history", said);
    }

    private void message(P from, Map<String, String> values) {
        P to = present.get(values.getOrDefault("to", ""));
        values.put("name", values.get("to"));
        if (to == null) {
            reply(from, "unknown-name", values);
            return;
        }
        String id = String.valueOf(++number);
        values.putAll(Map.of("to", to.nickname(), "name", to.nickname(), "id", id));
        reply(to, "see-private", values);
        if (!profile.has("ack")) {
            reply(from, "see-ack", values);
            return;
        }
        letters.put(id, new Letter<>(from, to));
        if (letters.size() > MOST_LETTERS) letters.remove(letters.keySet().iterator().next());
    }

    private void acknowledge(P from, Map<String, String> values) {
        String id = values.getOrDefault("id", "");
        values.put("name", from.nickname());
        Letter<P> letter = letters.get(id);
        if (letter == null || letter.to() != from) {
            reply(from, "unknown-ack", values);
        } else {
            letters.remove(id);
            reply(letter.from(), "see-ack", values);
        }
    }

    private void join(P who, String room) {
        Set<String> in = rooms.get(who);
        // where no message names its room a client is in one at a time
        if (!profile.has("say-room")) in.clear();
        if (in.size() < MOST_ROOMS) in.add(String.valueOf(room));
    }

    private void sayInRoom(P from, Map<String, String> values) {
        String room = values.get("room");
        if (!rooms.get(from).contains(room)) {
            reply(from, "not-member", values);
            return;
        }
        List<P> hearers = new ArrayList<>(present.values());
        hearers.removeIf(each -> !rooms.get(each).contains(room));
        if (!profile.echoes()) hearers.remove(from);
        tell(hearers, profile.has("see-room") ? "see-room" : "see-say", values);
    }

    private void who(P from) {
        for (String name : present.keySet()) reply(from, "see-who", Profile.values("name", name));
    }

    private static void quit(Participant from, Map<String, String> values) {
        from.parting(values.getOrDefault("text", ""));
        from.leave("");
    }

    private void tellOthers(P who, String key, Map<String, String> values) {
        List<P> others = new ArrayList<>(present.values());
        others.remove(who);
        tell(others, key, values);
    }

    private void reply(P to, String key, Map<String, String> values) {
        tell(List.of(to), key, values);
    }

    /** Sends what the profile has for a key, if it has it. */
    private void tell(Collection<P> all, String key, Map<String, String> values) {
        if (!profile.has(key)) return;
        byte[] bytes = profile.framing().frame(profile.send(key, values));
        for (P each : all) each.send(bytes, bytes.length);
    }

    @Override
    public void endTurn() {
        // each has got its own
    }
}
