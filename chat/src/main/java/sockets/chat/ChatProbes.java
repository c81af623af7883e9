package sockets.chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import sockets.common.Quote;
import sockets.common.check.Deadline;
import sockets.common.check.Probe;
import sockets.common.check.Samples;
import sockets.common.check.ServerProcess;
import sockets.common.check.Verdict;

/** The probes H1 to H12: what a chat server does, seen from its clients. */
final class ChatProbes {
    /** Seconds to wait for a line. */
    private static final double PATIENCE = 2;

    /** The window of a client that does not read: the kernel shall not take all on its behalf. */
    private static final int SMALL_WINDOW = 16 * 1024;

    private final InetSocketAddress server;
    private final ServerProcess process;
    private final Profile profile;

    /**
     * @param process the server if check started it, else null
     */
    ChatProbes(InetSocketAddress server, ServerProcess process, Profile profile) {
        this.server = server;
        this.process = process;
        this.profile = profile;
    }

    List<Probe> all() {
        return List.of(
                new Probe("H1", "a message reaches all others, from its sender", 10, this::say),
                new Probe("H2", "tells who joins, who is there and who leaves", 10, this::notices),
                new Probe("H3", "two quick messages are two", 10, this::quick),
                new Probe("H4", "a message sent in pieces is one", 10, this::pieces),
                new Probe("H5", "a private message reaches one only", 10, this::toOne),
                new Probe("H6", "a private message to nobody is refused", 10, this::toNobody),
                new Probe("H7", "a name that is taken is refused", 10, this::nameTaken),
                new Probe("H8", "a change of name is told and counts", 10, this::rename),
                new Probe("H9", "a text cannot feign another line", 10, this::feign),
                new Probe("H10", "one that never reads stops nobody", 10, this::neverReads),
                new Probe("H11", "one that is killed has left", 10, this::killed),
                new Probe("H12", "lines of nc and of telnet", 10, this::lineEnds));
    }

    /** Two fresh clients hear each other. */
    boolean isAlive() throws IOException {
        try (Crowd crowd = new Crowd(2)) {
            return crowd.settle(Deadline.in(PATIENCE)) == null;
        }
    }

    /** Clients of a probe, each with a name that nobody else has. */
    private final class Crowd implements Closeable {
        final List<Peer> peers = new ArrayList<>();

        Crowd(int size) throws IOException {
            try {
                for (int i = 0; i < size; i++) add(0);
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        Peer add(int window) throws IOException {
            String[] names = {"ana", "beto", "caro", "dora", "eva", "fede"};
            Peer peer = new Peer(server, unseen(names[peers.size() % names.length]), window);
            peers.add(peer);
            return peer;
        }

        Peer get(int index) {
            return peers.get(index);
        }

        /** All ask for their names and hear each other; what is wrong, or null. */
        String settle(Deadline deadline) throws IOException {
            for (Peer peer : peers) join(peer, deadline);
            for (Peer from : peers)
                for (Peer to : peers)
                    if (to != from && !hears(to, from, deadline))
                        return to.name + " does not hear " + from.name;
            for (Peer peer : peers) peer.forget();
            return null;
        }

        /** Speaks until it is heard: the other may not have been let in yet. */
        private boolean hears(Peer to, Peer from, Deadline deadline) throws IOException {
            do {
                String text = unseen("hola");
                tell(from, "say", Map.of("text", text), deadline);
                if (to.await(line -> has(line, text), deadline.orIn(0.5))) return true;
            } while (!deadline.passed() && !to.isEnded());
            return false;
        }

        @Override
        public void close() throws IOException {
            for (Peer peer : peers) peer.close();
        }
    }

    private static String unseen(String word) {
        return word + Samples.unseen("").strip().substring(0, 6);
    }

    private void join(Peer peer, Deadline deadline) throws IOException {
        if (profile.has("name")) tell(peer, "name", Map.of("name", peer.name), deadline);
    }

    private void tell(Peer peer, String key, Map<String, String> values, Deadline deadline)
            throws IOException {
        peer.send(bytes(profile.send(key, values) + "\n"), deadline);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private static boolean has(byte[] line, String part) {
        return text(line).contains(part);
    }

    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) values.put(pairs[i], pairs[i + 1]);
        return values;
    }

    /**
     * One line for a message, and no more: waits for a line that holds a word of it, then compares.
     */
    private Verdict sees(
            Peer peer, String word, String key, Map<String, String> values, Deadline deadline)
            throws IOException {
        if (!peer.await(line -> has(line, word), deadline.orIn(PATIENCE)))
            return Verdict.fail(
                    "expected "
                            + shown(key, values)
                            + ", nothing came in "
                            + (int) PATIENCE
                            + " s");
        Pattern pattern = profile.see(key, values);
        Verdict found = null;
        for (byte[] line : peer.lines()) {
            if (!has(line, word)) continue;
            if (found != null) return Verdict.fail("it came twice: " + Quote.text(line));
            found =
                    pattern.matcher(text(line)).matches()
                            ? Verdict.pass()
                            : Verdict.fail(
                                    "expected " + shown(key, values) + ", got " + Quote.text(line));
        }
        return found;
    }

    private String shown(String key, Map<String, String> values) {
        return Quote.text(bytes(profile.shown(key, values)));
    }

    /** A line of the sender that all see: what it said before has been passed on by now. */
    private boolean marker(Peer from, Deadline deadline, Peer... others) throws IOException {
        String text = unseen("fin");
        tell(from, "say", Map.of("text", text), deadline);
        for (Peer to : others)
            if (!to.await(line -> has(line, text), deadline.orIn(PATIENCE))) return false;
        return true;
    }

    private static byte[] first(Peer peer, String word) {
        for (byte[] line : peer.lines()) if (has(line, word)) return line;
        return has(peer.unfinished(), word) ? peer.unfinished() : null;
    }

    /** H1: to all others with the sender's name, once, unchanged, and not back to the sender. */
    private Verdict say(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(3)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            for (int i = 0; i < 3; i++) {
                Peer from = crowd.get(i);
                String word = unseen("ñandú");
                // long, with capitals, double spaces, and characters of two and three bytes
                String text = "¿Qué  TAL, " + word + "? € " + "abcdefghij ".repeat(30) + "FIN";
                tell(from, "say", Map.of("text", text), deadline);
                for (Peer to : crowd.peers) {
                    if (to == from) continue;
                    Map<String, String> values = values("from", named(from), "text", text);
                    Verdict verdict = sees(to, word, "see-say", values, deadline);
                    if (verdict.failed()) return verdict;
                }
                Peer next = crowd.get((i + 1) % 3);
                if (!marker(next, deadline, from)) return Verdict.fail("no answer any more");
                if (first(from, word) != null)
                    return Verdict.fail(
                            "the sender got its own message: " + Quote.text(first(from, word)));
            }
            return Verdict.pass();
        }
    }

    /** The name as others see it; null, which is any, in a protocol without names. */
    private String named(Peer peer) {
        return profile.has("name") ? peer.name : null;
    }

    /** H2: in both ways to leave. */
    private Verdict notices(Deadline deadline) throws IOException {
        if (!profile.has("see-left")) return Verdict.skip("the profile has no see-left");
        try (Crowd crowd = new Crowd(3)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            if (profile.has("see-joined")) {
                Pattern joined = profile.see("see-joined", Map.of());
                try (Peer late = new Peer(server, unseen("gema"), 0)) {
                    if (profile.isOwn() && !greeted(late, deadline))
                        return Verdict.fail("a newcomer is not told its name: * welcome, you are");
                    if (!ana.await(line -> matches(joined, line), deadline.orIn(PATIENCE)))
                        return Verdict.fail("nobody is told that a client has joined");
                    join(late, deadline);
                    if (!marker(late, deadline, ana))
                        return Verdict.fail("the fourth is not heard");
                }
            }
            if (profile.has("who", "see-who")) {
                tell(ana, "who", Map.of(), deadline);
                for (Peer peer : crowd.peers) {
                    Pattern who = profile.see("see-who", values("name", peer.name));
                    if (ana.await(line -> matches(who, line), deadline.orIn(PATIENCE))) continue;
                    return Verdict.fail(
                            "asked who is there, "
                                    + shown("see-who", values("name", peer.name))
                                    + " does not come");
                }
            }
            Peer beto = crowd.get(1);
            Peer caro = crowd.get(2);
            if (profile.has("quit")) tell(beto, "quit", Map.of("text", ""), deadline);
            else beto.close();
            Verdict left = left(ana, beto, deadline);
            if (left.failed()) return left;
            if (!marker(ana, deadline, caro))
                return Verdict.fail("when one leaves another one is cut off");
            caro.close();
            return left(ana, caro, deadline);
        }
    }

    private static boolean greeted(Peer peer, Deadline deadline) throws IOException {
        return peer.await(
                line -> text(line).startsWith("* welcome, you are "), deadline.orIn(PATIENCE));
    }

    private Verdict left(Peer witness, Peer gone, Deadline deadline) throws IOException {
        Map<String, String> values = values("name", named(gone), "from", named(gone));
        Pattern pattern = profile.see("see-left", values);
        if (witness.await(line -> matches(pattern, line), deadline.orIn(PATIENCE)))
            return Verdict.pass();
        return Verdict.fail("nobody is told that a client has left: " + shown("see-left", values));
    }

    private static boolean matches(Pattern pattern, byte[] line) {
        return pattern.matcher(text(line)).matches();
    }

    /** H3: TCP keeps no limits of messages: several with one read. */
    private Verdict quick(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(2)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            Peer beto = crowd.get(1);
            List<String> texts = new ArrayList<>();
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                texts.add(unseen("mensaje") + " " + i);
                all.append(profile.send("say", Map.of("text", texts.get(i)))).append('\n');
            }
            ana.send(bytes(all.toString()), deadline);
            for (String text : texts) {
                Map<String, String> values = values("from", named(ana), "text", text);
                Verdict verdict = sees(beto, text, "see-say", values, deadline);
                if (verdict.failed()) return verdict;
            }
            int last = -1;
            for (byte[] line : beto.lines())
                for (int i = 0; i < texts.size(); i++) {
                    if (!has(line, texts.get(i))) continue;
                    if (i < last) return Verdict.fail("they come in another order");
                    last = i;
                }
            return empty(ana, beto, deadline);
        }
    }

    /** An empty line is no message. */
    private Verdict empty(Peer ana, Peer beto, Deadline deadline) throws IOException {
        if (!profile.isOwn()) return Verdict.pass();
        beto.forget();
        ana.send(bytes("\n\r\n"), deadline);
        if (!marker(ana, deadline, beto)) return Verdict.fail("no answer any more");
        int said = 0;
        for (byte[] line : beto.lines()) if (text(line).startsWith("<" + ana.name + ">")) said++;
        return said == 1 ? Verdict.pass() : Verdict.fail("an empty line becomes a message");
    }

    /** H4: one message with several reads, cut within a character, too. */
    private Verdict pieces(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(2)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            Peer beto = crowd.get(1);
            String word = unseen("mensaje");
            String text = word + " en ñandúes, en trozos";
            byte[] line = bytes(profile.send("say", Map.of("text", text)) + "\n");
            int middle = new String(line, StandardCharsets.ISO_8859_1).indexOf('\u00c3') + 1;
            for (int[] piece : new int[][] {{0, 3}, {3, middle}, {middle, line.length}}) {
                ana.send(Arrays.copyOfRange(line, piece[0], piece[1]), deadline);
                // a pause, so that the kernel does not join the pieces
                deadline.pause(0.05);
            }
            Map<String, String> values = values("from", named(ana), "text", text);
            Verdict verdict = sees(beto, word, "see-say", values, deadline);
            if (verdict.failed() || !profile.isOwn()) return verdict;
            // a line without its end is none
            String unfinished = unseen("cortado");
            ana.send(bytes(unfinished), deadline);
            ana.close();
            Verdict left = left(beto, ana, deadline);
            if (left.failed()) return left;
            byte[] heard = first(beto, unfinished);
            return heard == null
                    ? verdict
                    : Verdict.fail("a line without its end is sent: " + Quote.text(heard));
        }
    }

    /** H5: to the one who is meant, whole, with the sender's name; the third hears nothing. */
    private Verdict toOne(Deadline deadline) throws IOException {
        if (!profile.has("private", "see-private", "name"))
            return Verdict.skip("the profile has no private messages");
        try (Crowd crowd = new Crowd(4)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            for (int i = 0; i < 4; i++) {
                Peer from = crowd.get(i);
                Peer to = crowd.get((i + 1) % 4);
                String word = unseen("secreto");
                String text = "un " + word + ",  sólo para  vos";
                Map<String, String> values = values("from", from.name, "to", to.name, "text", text);
                tell(from, "private", values, deadline);
                Verdict verdict = sees(to, word, "see-private", values, deadline);
                if (verdict.failed()) return verdict;
                verdict = confirmed(from, to, word, text, deadline);
                if (verdict.failed()) return verdict;
                for (int other = 2; other < 4; other++) {
                    Peer third = crowd.get((i + other) % 4);
                    if (!marker(from, deadline, third)) return Verdict.fail("no answer any more");
                    byte[] heard = first(third, word);
                    if (heard != null)
                        return Verdict.fail("a third client got it: " + Quote.text(heard));
                }
            }
            return Verdict.pass();
        }
    }

    /** In this chat the sender sees that it left; and case does not matter in names. */
    private Verdict confirmed(Peer from, Peer to, String word, String text, Deadline deadline)
            throws IOException {
        if (!profile.isOwn()) return Verdict.pass();
        String wanted = "[-> " + to.name + "] " + text;
        if (!from.await(line -> text(line).equals(wanted), deadline.orIn(PATIENCE)))
            return Verdict.fail("the sender does not get " + Quote.text(bytes(wanted)));
        String upper = to.name.toUpperCase(Locale.ROOT);
        String again = unseen("otro");
        Map<String, String> values = values("from", from.name, "to", upper, "text", again);
        tell(from, "private", values, deadline);
        Verdict verdict = sees(to, again, "see-private", values, deadline);
        return verdict.failed() ? Verdict.fail("to " + upper + ": " + verdict.detail()) : verdict;
    }

    /** H6: the sender must know, and nobody else. */
    private Verdict toNobody(Deadline deadline) throws IOException {
        if (!profile.has("private", "unknown-name"))
            return Verdict.skip("the profile has no private messages to unknown names");
        try (Crowd crowd = new Crowd(3)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            // nobody's name, and the beginning of somebody's
            String beginning = crowd.get(1).name.substring(0, crowd.get(1).name.length() - 1);
            for (String name : List.of(unseen("zoe"), beginning)) {
                String word = unseen("perdido");
                Map<String, String> values =
                        values("from", ana.name, "to", name, "name", name, "text", word);
                tell(ana, "private", values, deadline);
                Pattern error = profile.see("unknown-name", values);
                if (!ana.await(line -> matches(error, line), deadline.orIn(PATIENCE)))
                    return Verdict.fail("the sender is not told: " + shown("unknown-name", values));
                ana.forget();
                for (Peer other : crowd.peers.subList(1, 3)) {
                    if (!marker(ana, deadline, other)) return Verdict.fail("no answer any more");
                    byte[] heard = first(other, word);
                    if (heard == null) heard = error(other, error);
                    if (heard != null)
                        return Verdict.fail("another client got it: " + Quote.text(heard));
                }
            }
            return profile.isOwn() ? unknownCommand(ana, crowd.get(1), deadline) : Verdict.pass();
        }
    }

    private Verdict unknownCommand(Peer ana, Peer beto, Deadline deadline) throws IOException {
        String command = "/" + unseen("orden");
        ana.send(bytes(command + " x\n"), deadline);
        String error = "! 421 unknown command: " + command;
        if (!ana.await(line -> text(line).equals(error), deadline.orIn(PATIENCE)))
            return Verdict.fail("an unknown command is not refused: " + error);
        if (!marker(ana, deadline, beto)) return Verdict.fail("no answer any more");
        byte[] heard = first(beto, command);
        return heard == null
                ? Verdict.pass()
                : Verdict.fail("others get an unknown command: " + Quote.text(heard));
    }

    private static byte[] error(Peer peer, Pattern pattern) {
        for (byte[] line : peer.lines()) if (matches(pattern, line)) return line;
        return null;
    }

    /** H7: whoever has a name keeps it; when it is free again another one may have it. */
    private Verdict nameTaken(Deadline deadline) throws IOException {
        if (!profile.has("name", "name-taken")) return Verdict.skip("the profile has no names");
        try (Crowd crowd = new Crowd(2)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            Peer beto = crowd.get(1);
            // a newcomer asks for it: elsewhere a name may be said once only
            Map<String, String> wanted = values("name", ana.name);
            try (Peer newcomer = new Peer(server, ana.name, 0)) {
                tell(newcomer, "name", wanted, deadline);
                Pattern taken = profile.see("name-taken", wanted);
                if (!newcomer.await(line -> matches(taken, line), deadline.orIn(PATIENCE)))
                    return Verdict.fail(
                            ana.name + " is not refused: " + shown("name-taken", wanted));
            }
            // in this chat a name may be changed, and case does not matter
            List<String> wishes =
                    profile.isOwn()
                            ? List.of(ana.name, ana.name.toUpperCase(Locale.ROOT))
                            : List.of();
            for (String wish : wishes) {
                Map<String, String> values = values("name", wish);
                tell(beto, "name", values, deadline);
                Pattern taken = profile.see("name-taken", values);
                if (!beto.await(line -> matches(taken, line), deadline.orIn(PATIENCE)))
                    return Verdict.fail(wish + " is not refused: " + shown("name-taken", values));
                beto.forget();
            }
            if (profile.isOwn()) {
                tell(beto, "name", values("name", "1" + ana.name), deadline);
                if (!beto.await(line -> text(line).startsWith("! 432 "), deadline.orIn(PATIENCE)))
                    return Verdict.fail("a bad nickname is not refused: ! 432");
            }
            // each is still who it was
            for (Peer from : crowd.peers) {
                Peer to = from == ana ? beto : ana;
                String word = unseen("soy");
                tell(from, "say", Map.of("text", word), deadline);
                Map<String, String> values = values("from", from.name, "text", word);
                Verdict verdict = sees(to, word, "see-say", values, deadline);
                if (verdict.failed()) return verdict;
            }
            return Verdict.pass();
        }
    }

    /**
     * H8: others are told; from then on the new name stands for the sender, and the old for none.
     */
    private Verdict rename(Deadline deadline) throws IOException {
        if (!profile.has("name", "see-renamed"))
            return Verdict.skip("the profile has no changes of name");
        try (Crowd crowd = new Crowd(3)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            String name = unseen("ines");
            Map<String, String> values = values("from", ana.name, "name", name);
            tell(ana, "name", values, deadline);
            Pattern told = profile.see("see-renamed", values);
            for (Peer other : crowd.peers.subList(1, 3))
                if (!other.await(line -> matches(told, line), deadline.orIn(PATIENCE)))
                    return Verdict.fail("others are not told: " + shown("see-renamed", values));
            String word = unseen("ahora");
            tell(ana, "say", Map.of("text", word), deadline);
            Verdict verdict =
                    sees(
                            crowd.get(1),
                            word,
                            "see-say",
                            values("from", name, "text", word),
                            deadline);
            if (verdict.failed() || !profile.has("private", "see-private", "unknown-name"))
                return verdict;
            return addressed(crowd, ana.name, name, deadline);
        }
    }

    private Verdict addressed(Crowd crowd, String old, String name, Deadline deadline)
            throws IOException {
        Peer beto = crowd.get(1);
        String word = unseen("carta");
        Map<String, String> values = values("from", beto.name, "to", name, "text", word);
        tell(beto, "private", values, deadline);
        Verdict verdict = sees(crowd.get(0), word, "see-private", values, deadline);
        if (verdict.failed()) return Verdict.fail("to the new name: " + verdict.detail());
        String lost = unseen("carta");
        values = values("from", beto.name, "to", old, "name", old, "text", lost);
        tell(beto, "private", values, deadline);
        Pattern error = profile.see("unknown-name", values);
        if (!beto.await(line -> matches(error, line), deadline.orIn(PATIENCE)))
            return Verdict.fail("the old name still stands for somebody");
        // and it is free: who asks for it gets it
        beto.forget();
        tell(beto, "name", values("name", old), deadline);
        Pattern told = profile.see("see-renamed", values("from", beto.name, "name", old));
        boolean free = crowd.get(2).await(line -> matches(told, line), deadline.orIn(PATIENCE));
        return free ? Verdict.pass() : Verdict.fail("the old name is not free: " + old);
    }

    /** H9: whatever a text holds, others see one line of its sender, without control characters. */
    private Verdict feign(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(2)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            Peer beto = crowd.get(1);
            List<String> tricks =
                    new ArrayList<>(
                            List.of(
                                    "\r",
                                    "\u001b[2K\r",
                                    "\b\b\b",
                                    "\u2028",
                                    "\u0085",
                                    "\u009b2K",
                                    "\0"));
            if (profile.isOwn()) tricks.addAll(List.of("\u2029", "\u202e", "\u2066", "\u200f"));
            for (String trick : tricks) {
                Verdict verdict = feign(ana, beto, "say", tricks, trick, deadline);
                if (verdict.failed()) return verdict;
                if (!profile.has("private", "see-private", "name")) continue;
                verdict = feign(ana, beto, "private", tricks, trick, deadline);
                if (verdict.failed()) return verdict;
            }
            // bytes that are no UTF-8, then a message
            byte[] line = bytes(profile.send("say", Map.of("text", "?")) + "\n");
            for (int i = 0; i < line.length; i++) if (line[i] == '?') line[i] = (byte) 0xc3;
            ana.send(line, deadline);
            return marker(ana, deadline, beto)
                    ? Verdict.pass()
                    : Verdict.fail("after bytes that are not UTF-8 nothing is heard");
        }
    }

    private Verdict feign(
            Peer ana, Peer beto, String key, List<String> tricks, String trick, Deadline deadline)
            throws IOException {
        String word = unseen("truco");
        String forged = profile.send("see-say", values("from", "jefe", "text", "despedidos"));
        Map<String, String> values =
                values("from", ana.name, "to", beto.name, "text", word + trick + forged);
        tell(ana, key, values, deadline);
        if (!marker(ana, deadline, beto)) return Verdict.fail("no answer any more");
        for (byte[] line : beto.lines()) {
            boolean begins = text(line).startsWith(forged);
            // a CR before the LF is a line end, too
            String seen = text(line).replaceFirst("\r$", "");
            boolean controls =
                    seen.codePoints()
                            .anyMatch(
                                    point ->
                                            Character.getType(point) == Character.CONTROL
                                                    || tricks.contains(Character.toString(point)));
            if (begins || controls) return Verdict.fail("others get " + Quote.text(line));
        }
        beto.forget();
        return Verdict.pass();
    }

    /** H10: its lines pile up; the others must not wait for it. */
    private Verdict neverReads(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(2);
                Peer deaf = new Peer(server, unseen("sorda"), SMALL_WINDOW)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            join(deaf, deadline);
            Peer ana = crowd.get(0);
            Peer beto = crowd.get(1);
            StringBuilder block = new StringBuilder();
            String line = profile.send("say", Map.of("text", "x".repeat(900))) + "\n";
            for (int i = 0; i < 64; i++) block.append(line);
            byte[] bytes = bytes(block.toString());
            // some 12 MB, as fast as the others take them; less if the server is slow
            Deadline enough = deadline.orIn(2 * PATIENCE);
            for (int i = 0; i < 200 && !enough.passed(); i++) {
                ana.send(bytes, deadline.orIn(PATIENCE));
                if (!marker(ana, deadline, beto))
                    return Verdict.fail("with one that does not read the others hear nothing");
                beto.forget();
                ana.forget();
            }
            return Verdict.pass();
        }
    }

    /** H11: its end is told as any other; and the server rests. */
    private Verdict killed(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(4)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            Peer dora = crowd.get(3);
            // one in the middle of a line, one with lines that it has not read
            crowd.get(1).send(bytes("/"), deadline);
            crowd.get(1).reset();
            if (profile.has("see-left")) {
                Verdict left = left(ana, crowd.get(1), deadline);
                if (left.failed()) return left;
            }
            if (!marker(ana, deadline, crowd.get(2), dora))
                return Verdict.fail("when one is killed another one is cut off");
            for (int i = 0; i < 20; i++) tell(ana, "say", Map.of("text", unseen("x")), deadline);
            crowd.get(2).reset();
            for (int i = 0; i < 20; i++) tell(ana, "say", Map.of("text", unseen("x")), deadline);
            if (!marker(ana, deadline, dora)) return Verdict.fail("the others are not heard now");
            if (profile.has("see-left")) {
                Verdict left = left(dora, crowd.get(2), deadline);
                if (left.failed()) return left;
            }
            if (profile.isOwn()) {
                dora.forget();
                tell(dora, "who", Map.of(), deadline);
                if (!dora.await(line -> text(line).startsWith("* online: "), deadline))
                    return Verdict.fail("no answer any more");
                String who = text(first(dora, "* online: "));
                for (int i = 1; i < 3; i++)
                    if (who.contains(crowd.get(i).name))
                        return Verdict.fail("the killed one is still there: /who");
            }
        }
        if (process == null) return Verdict.pass();
        String busy = process.busy("with nobody there", deadline);
        return busy == null ? Verdict.pass() : Verdict.fail(busy);
    }

    /** H12: LF and CR LF end a line; nobody sees either. Telnet's own commands are no text. */
    private Verdict lineEnds(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(2)) {
            String wrong = crowd.settle(deadline.orIn(2 * PATIENCE));
            if (wrong != null) return Verdict.fail(wrong);
            Peer ana = crowd.get(0);
            Peer beto = crowd.get(1);
            for (String end : List.of("\n", "\r\n")) {
                String word = unseen("fin");
                String text = word + " de línea";
                ana.send(bytes(profile.send("say", Map.of("text", text)) + end), deadline);
                Map<String, String> values = values("from", named(ana), "text", text);
                Verdict verdict = sees(beto, word, "see-say", values, deadline);
                if (verdict.failed()) return verdict;
            }
            if (!profile.isOwn()) return Verdict.pass();
            String crlf = unseen("crlf");
            Map<String, String> told = values("from", ana.name, "to", beto.name, "text", crlf);
            ana.send(bytes(profile.send("private", told) + "\r\n"), deadline);
            Verdict command = sees(beto, crlf, "see-private", told, deadline);
            if (command.failed()) return command;
            ana.forget();
            ana.send(bytes("/who\r\n"), deadline);
            if (!ana.await(line -> text(line).startsWith("* online: "), deadline.orIn(PATIENCE)))
                return Verdict.fail("a command that ends in CR LF is not understood: /who");
            // Ctrl-C in telnet: IAC IP, IAC DO TIMING-MARK; then a private message
            byte[] interrupt = {(byte) 255, (byte) 244, (byte) 255, (byte) 253, 6};
            ana.send(interrupt, deadline);
            String word = unseen("telnet");
            Map<String, String> values = values("from", ana.name, "to", beto.name, "text", word);
            tell(ana, "private", values, deadline);
            Verdict verdict = sees(beto, word, "see-private", values, deadline);
            return verdict.failed()
                    ? Verdict.fail("after Ctrl-C in telnet: " + verdict.detail())
                    : verdict;
        }
    }
}
