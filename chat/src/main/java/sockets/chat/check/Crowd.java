package sockets.chat.check;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sockets.chat.check.ChatPeer.Line;
import sockets.chat.profile.Profile;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;
import sockets.harness.check.Samples;
import sockets.harness.check.Verdict;

/**
 * Clients of a probe, each with a name that nobody else has: how they speak in the server's
 * protocol, and whether they see what they should. All of it ends with the time of the probe.
 */
final class Crowd implements Closeable {
    /** Seconds to wait for a line. */
    static final double PATIENCE = 2;

    /** What is said of a server that passes nothing on any more. */
    static final String SILENT = "no answer any more";

    /** Longest of our names: IRC's, and what most servers allow. */
    private static final int LONGEST_NAME = 9;

    /** Longest line that is compared, in characters: to compare a huge one would take for ever. */
    private static final int LONGEST_LINE = 8 * 1024;

    /** Longest text that stands before a line and may be a prompt. */
    private static final int LONGEST_PROMPT = 80;

    private static final String[] NAMES = {"ana", "beto", "caro", "dora", "eva", "fede"};

    /** What a probe does with clients who hear each other. */
    interface Question {
        Verdict put(Crowd crowd) throws IOException;
    }

    final List<ChatPeer> peers = new ArrayList<>();
    final Deadline deadline;
    private final Examinee chat;
    private final Profile profile;
    // and those who came later
    private final List<ChatPeer> all = new ArrayList<>();
    private String wanted;

    Crowd(Examinee chat, int size, Deadline deadline) throws IOException {
        this.chat = chat;
        this.deadline = deadline;
        profile = chat.profile();
        try {
            for (int i = 0; i < size; i++) peers.add(newcomer(NAMES[i % NAMES.length], 0));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * One more client, who is not of the crowd: the probe closes it.
     *
     * @param name how its name begins
     * @param window as for a {@link ChatPeer}
     */
    ChatPeer newcomer(String name, int window) throws IOException {
        return called(newName(name), window);
    }

    /** The same with that very name. */
    ChatPeer called(String name, int window) throws IOException {
        ChatPeer peer = new ChatPeer(chat.server(), profile, name, window, deadline);
        if (peers.size() < all.size()) all.remove(all.size() - 1);
        all.add(peer);
        return peer;
    }

    /** A name that nobody has had before. */
    static String newName(String beginning) {
        return unseen(beginning).substring(0, LONGEST_NAME);
    }

    /** Clients besides these, who have asked for their names: the probe closes them. */
    Crowd more(int size) throws IOException {
        Crowd more = new Crowd(chat, size, deadline);
        for (ChatPeer peer : more.peers) more.join(peer);
        return more;
    }

    ChatPeer get(int index) {
        return peers.get(index);
    }

    int size() {
        return peers.size();
    }

    /** Puts the question as soon as all hear each other. */
    Verdict ask(Question question) throws IOException {
        String wrong;
        try {
            wrong = settle(2 * PATIENCE);
            Verdict verdict = wrong == null ? question.put(this) : Verdict.fail(wrong);
            if (!verdict.failed()) return verdict;
            wrong = verdict.detail();
        } catch (Failure e) {
            // nobody could connect
            throw e;
        } catch (IOException e) {
            wrong = Reason.of(e).text();
        }
        return Verdict.fail(wrong + Transcript.of(all, wanted));
    }

    /** All ask for their names and hear each other within some seconds; what is wrong, or null. */
    String settle(double seconds) throws IOException {
        Deadline moment = deadline.orIn(seconds);
        for (ChatPeer peer : peers) join(peer, moment);
        for (ChatPeer from : peers)
            for (ChatPeer to : peers)
                if (to != from && !isHeard(from, to, moment))
                    return to.name + " does not hear " + from.name;
        forget();
        return null;
    }

    /** What comes from now on is the answer to what is said from now on. */
    void forget() {
        for (ChatPeer peer : peers) peer.forget();
        wanted = null;
    }

    /** Speaks until it is heard, but not for ever. */
    boolean isHeard(ChatPeer from, ChatPeer to) throws IOException {
        return isHeard(from, to, deadline.orIn(2 * PATIENCE));
    }

    /** True if the server ends a connection. */
    boolean ends(ChatPeer peer) throws IOException {
        peer.await(line -> false, deadline.orIn(PATIENCE));
        return peer.isEnded();
    }

    /** Speaks until it is heard: the other may not have been let in yet. */
    private boolean isHeard(ChatPeer from, ChatPeer to, Deadline moment) throws IOException {
        do {
            String text = unseen("hola");
            tell(from, "say", Map.of("text", text), moment);
            wanted = profile.shown("see-say", Profile.values("from", named(from), "text", text));
            if (to.await(line -> line.has(text), moment.orIn(0.5))) {
                wanted = null;
                return true;
            }
        } while (!moment.passed() && !to.isEnded());
        return false;
    }

    /** Asks for its name, in a protocol with names. */
    void join(ChatPeer peer) throws IOException {
        join(peer, deadline);
    }

    private void join(ChatPeer peer, Deadline moment) throws IOException {
        if (profile.has("name")) peer.introduce(message("name", Map.of("name", peer.name)), moment);
    }

    void say(ChatPeer from, String text) throws IOException {
        tell(from, "say", Map.of("text", text));
    }

    /** Sends what the profile has for a key. */
    void tell(ChatPeer from, String key, Map<String, String> values) throws IOException {
        tell(from, key, values, deadline);
    }

    private void tell(ChatPeer from, String key, Map<String, String> values, Deadline moment)
            throws IOException {
        from.send(message(key, values), moment);
    }

    /** The bytes of what the profile has for a key. */
    byte[] message(String key, Map<String, String> values) {
        return profile.framing().frame(profile.send(key, values));
    }

    /** A text made long: some 900 bytes, which fit a line of 1024 with all that goes before. */
    String lengthened(String text) {
        int room = profile.longestText() - bytes(text).length - " FIN".length();
        String more = " abcdefghij";
        return text + more.repeat(Math.max(0, Math.min(80, room / more.length()))) + " FIN";
    }

    /** Sends a text as it is, with the line ends that it has. */
    void send(ChatPeer from, String text) throws IOException {
        from.send(bytes(text), deadline);
    }

    /** A line of the sender that all see: what it said before has been passed on by now. */
    boolean marker(ChatPeer from, ChatPeer... others) throws IOException {
        String text = unseen("fin");
        say(from, text);
        for (ChatPeer to : others) if (!gets(to, line -> line.contains(text))) return false;
        return true;
    }

    /** Waits for a line. */
    boolean gets(ChatPeer peer, Predicate<String> wanted) throws IOException {
        return peer.await(line -> wanted.test(text(line)), deadline.orIn(PATIENCE));
    }

    /** Waits for a line of this chat's own protocol; {@code *} at its end is any text. */
    boolean getsLine(ChatPeer peer, String line) throws IOException {
        boolean any = line.endsWith("*");
        String start = any ? line.substring(0, line.length() - 1) : line;
        if (gets(peer, any ? text -> text.startsWith(start) : start::equals)) return true;
        wanted = line;
        return false;
    }

    /** Waits for a line that the profile has for a key. */
    boolean gets(ChatPeer peer, String key, Map<String, String> values) throws IOException {
        Pattern pattern = profile.see(key, values);
        if (peer.await(line -> matches(pattern, line), deadline.orIn(PATIENCE))) return true;
        for (Line line : List.copyOf(peer.lines()))
            if (isPrompted(peer, pattern, line)) return true;
        wanted = profile.shown(key, values);
        return false;
    }

    private boolean matches(Pattern pattern, Line line) {
        if (line.text().length() > LONGEST_LINE) return false;
        return pattern.matcher(line.text()).matches()
                || pattern.matcher(chat.prompts().without(line.text())).matches();
    }

    /**
     * True if a line is as wanted behind a prompt: if what stands before it comes without an end to
     * who connects, or to who has spoken.
     */
    private boolean isPrompted(ChatPeer peer, Pattern pattern, Line line) throws IOException {
        if (line.text().length() > LONGEST_LINE) return false;
        int end = Math.min(line.text().length(), LONGEST_PROMPT);
        int begin = 1;
        while (begin < end && !pattern.matcher(line.text().substring(begin)).matches()) begin++;
        if (begin >= end) return false;
        String before = line.text().substring(0, begin);
        say(peer, unseen("hola"));
        Deadline moment = deadline.orIn(PATIENCE);
        Prompts prompts = chat.prompts();
        if (peer.awaitUnfinished(text -> prompts.explain(before, Set.of(text)), moment))
            return true;
        String asked = profile.plain(peer.unfinished());
        try (ChatPeer fresh = newcomer("gema", 0)) {
            moment = deadline.orIn(PATIENCE);
            return fresh.awaitUnfinished(
                    text -> prompts.explain(before, new HashSet<>(List.of(asked, text))), moment);
        }
    }

    /** A client sees what another one said to all: a text that holds a word. */
    Verdict hears(ChatPeer to, ChatPeer from, String word, String text) throws IOException {
        return sees(to, word, "see-say", Profile.values("from", named(from), "text", text));
    }

    /**
     * A client says to another one what no third shall hear: a text that holds a word.
     *
     * @param name as which the other one is addressed
     */
    Verdict reaches(ChatPeer from, ChatPeer to, String name, String word, String text)
            throws IOException {
        Map<String, String> values = Profile.values("from", from.name, "to", name, "text", text);
        tell(from, "private", values);
        return sees(to, word, "see-private", values);
    }

    /**
     * One line for a message, and no more: waits for a line that holds a word of it, then compares.
     */
    Verdict sees(ChatPeer peer, String word, String key, Map<String, String> values)
            throws IOException {
        if (!gets(peer, line -> line.contains(word)))
            return differs(key, values, "nothing came in " + (int) PATIENCE + " s");
        Pattern pattern = profile.see(key, values);
        Verdict found = null;
        for (Line line : List.copyOf(peer.lines())) {
            if (!line.has(word)) continue;
            if (found != null) return Verdict.fail("it came twice: " + Quote.text(line.bytes()));
            found =
                    matches(pattern, line) || isPrompted(peer, pattern, line)
                            ? Verdict.pass()
                            : differs(key, values, difference(key, values, line, word));
        }
        return found;
    }

    private Verdict differs(String key, Map<String, String> values, String what) {
        wanted = profile.shown(key, values);
        return Verdict.fail(what);
    }

    /** Of long texts the beginning may say nothing: from which byte on they differ. */
    private String difference(String key, Map<String, String> values, Line line, String word) {
        byte[] asWanted = bytes(profile.shown(key, values));
        byte[] asCame = bytes(text(line));
        // what stands before the text may be any in the profile
        int shift = index(asCame, word) - index(asWanted, word);
        int from = index(asWanted, word);
        int at =
                Arrays.mismatch(
                        asWanted, from, asWanted.length, asCame, from + shift, asCame.length);
        String got = "got " + Quote.text(line.bytes());
        if (at < 0 || from + shift + at < Quote.LIMIT) return got;
        return got
                + ", different from byte "
                + (from + shift + at)
                + ": "
                + Samples.around(asCame, from + shift + at)
                + " instead of "
                + Samples.around(asWanted, from + at);
    }

    private static int index(byte[] bytes, String word) {
        String part = new String(bytes(word), StandardCharsets.ISO_8859_1);
        return Math.max(0, new String(bytes, StandardCharsets.ISO_8859_1).indexOf(part));
    }

    /** The others are told that one has left. */
    Verdict left(ChatPeer witness, ChatPeer gone) throws IOException {
        Map<String, String> values = Profile.values("name", named(gone), "from", named(gone));
        return gets(witness, "see-left", values)
                ? Verdict.pass()
                : Verdict.fail("nobody is told that a client has left");
    }

    /** The name as others see it; null, which is any, in a protocol without names. */
    String named(ChatPeer peer) {
        return profile.has("name") ? peer.name : null;
    }

    /** The first line of a client that holds a word, finished or not, as it came; or null. */
    static byte[] first(ChatPeer peer, String word) {
        for (Line line : peer.lines()) if (line.has(word)) return line.bytes();
        String unfinished = new String(peer.unfinished(), StandardCharsets.UTF_8);
        return unfinished.contains(word) ? peer.unfinished() : null;
    }

    /** Passes if no line of a client holds a word; else fails, telling the fault and the line. */
    static Verdict unheard(ChatPeer peer, String word, String fault) {
        byte[] heard = first(peer, word);
        return heard == null ? Verdict.pass() : Verdict.fail(fault + ": " + Quote.text(heard));
    }

    /** The first line of a client that looks like what the profile has for a key, or null. */
    byte[] first(ChatPeer peer, String key, Map<String, String> values) {
        Pattern pattern = profile.see(key, values);
        for (Line line : peer.lines()) if (matches(pattern, line)) return line.bytes();
        return null;
    }

    /** A line as it is compared, without a prompt before it. */
    String text(Line line) {
        return chat.prompts().without(line.text());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A word that nobody has said before. */
    static String unseen(String word) {
        return word + Samples.unseen("").strip().substring(0, 6);
    }

    @Override
    public void close() throws IOException {
        for (ChatPeer peer : peers) peer.close();
    }
}
