package sockets.chat.check;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sockets.common.text.Quote;
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

    /**
     * What makes a text long: some 900 bytes, which fit a line of 1024 with all that goes before.
     */
    static final String LONG = " abcdefghij".repeat(80) + " FIN";

    private static final String[] NAMES = {"ana", "beto", "caro", "dora", "eva", "fede"};

    /** What a probe does with clients who hear each other. */
    interface Question {
        Verdict put(Crowd crowd) throws IOException;
    }

    final List<ChatPeer> peers = new ArrayList<>();
    final Deadline deadline;
    private final Examinee chat;
    private final Profile profile;

    Crowd(Examinee chat, int size, Deadline deadline) throws IOException {
        this.chat = chat;
        this.deadline = deadline;
        profile = chat.profile();
        try {
            for (int i = 0; i < size; i++) peers.add(newcomer(unseen(NAMES[i % NAMES.length]), 0));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * One more client, who is not of the crowd: the probe closes it.
     *
     * @param window as for a {@link ChatPeer}
     */
    ChatPeer newcomer(String name, int window) throws IOException {
        return new ChatPeer(chat.server(), name, window, deadline);
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
        String wrong = settle(2 * PATIENCE);
        return wrong == null ? question.put(this) : Verdict.fail(wrong);
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
            if (to.await(line -> has(line, text), moment.orIn(0.5))) return true;
        } while (!moment.passed() && !to.isEnded());
        return false;
    }

    /** Asks for its name, in a protocol with names. */
    void join(ChatPeer peer) throws IOException {
        join(peer, deadline);
    }

    private void join(ChatPeer peer, Deadline moment) throws IOException {
        if (profile.has("name")) tell(peer, "name", Map.of("name", peer.name), moment);
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
        from.send(bytes(profile.send(key, values) + "\n"), moment);
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

    /** Waits for a line that the profile has for a key. */
    boolean gets(ChatPeer peer, String key, Map<String, String> values) throws IOException {
        return gets(peer, profile.see(key, values).asMatchPredicate());
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
        for (byte[] line : peer.lines()) {
            if (!has(line, word)) continue;
            if (found != null) return Verdict.fail("it came twice: " + Quote.text(line));
            found =
                    pattern.matcher(text(line)).matches()
                            ? Verdict.pass()
                            : differs(key, values, "got " + Quote.text(line));
        }
        return found;
    }

    private Verdict differs(String key, Map<String, String> values, String what) {
        return Verdict.fail("expected " + shown(key, values) + ", " + what);
    }

    /** The others are told that one has left. */
    Verdict left(ChatPeer witness, ChatPeer gone) throws IOException {
        Map<String, String> values = Profile.values("name", named(gone), "from", named(gone));
        return gets(witness, "see-left", values)
                ? Verdict.pass()
                : Verdict.fail(
                        "nobody is told that a client has left: " + shown("see-left", values));
    }

    /** The name as others see it; null, which is any, in a protocol without names. */
    String named(ChatPeer peer) {
        return profile.has("name") ? peer.name : null;
    }

    /** The line that the profile has for a key, as a verdict shows it. */
    String shown(String key, Map<String, String> values) {
        return Quote.text(bytes(profile.shown(key, values)));
    }

    /** The first line of a client that holds a word, finished or not; or null. */
    static byte[] first(ChatPeer peer, String word) {
        for (byte[] line : peer.lines()) if (has(line, word)) return line;
        return has(peer.unfinished(), word) ? peer.unfinished() : null;
    }

    /** Passes if no line of a client holds a word; else fails, telling the fault and the line. */
    static Verdict unheard(ChatPeer peer, String word, String fault) {
        byte[] heard = first(peer, word);
        return heard == null ? Verdict.pass() : Verdict.fail(fault + ": " + Quote.text(heard));
    }

    /** The first line of a client that looks like the pattern, or null. */
    static byte[] first(ChatPeer peer, Pattern pattern) {
        for (byte[] line : peer.lines()) if (pattern.matcher(text(line)).matches()) return line;
        return null;
    }

    static boolean has(byte[] line, String part) {
        return text(line).contains(part);
    }

    static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
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
