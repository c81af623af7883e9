package sockets.chat.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import sockets.chat.check.ChatPeer.Line;
import sockets.chat.profile.Profile;
import sockets.common.text.Quote;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;

/** The probes H1 to H4: messages to all, and the notices of who comes and leaves. */
final class MessageProbes {
    /** What the answer to /who begins with; the names follow. */
    private static final String ONLINE = "* online: ";

    /** Besides the three who speak. */
    private static final int MORE = 12;

    /** Besides those who are there, to find whether there is room for all. */
    private static final int MANY = 40;

    private final Examinee chat;
    private final Profile profile;

    MessageProbes(Examinee chat) {
        this.chat = chat;
        profile = chat.profile();
    }

    List<Probe> all() {
        return List.of(
                new Probe(
                        "H1",
                        "a message reaches all others, from its sender",
                        10,
                        chat.among(3, this::say)),
                new Probe("H2", "tells who joins, who is there and who leaves", 10, this::notices),
                new Probe("H3", "two quick messages are two", 10, chat.among(2, this::quick)),
                new Probe(
                        "H4", "a message sent in pieces is one", 10, chat.among(2, this::pieces)));
    }

    /** H1: to all others with the sender's name, once, unchanged, and not back to the sender. */
    private Verdict say(Crowd crowd) throws IOException {
        for (int i = 0; i < crowd.size(); i++) {
            ChatPeer from = crowd.get(i);
            String word = Crowd.unseen("ñandú");
            // with capitals, double spaces, characters of two and three bytes, and what formats,
            // shells and browsers take for theirs
            String start = "¿Qué  TAL, " + word + "? € %s%n%d {0} $HOME <b>&amp;";
            // what JSON escapes, if it does
            if (profile.isJson()) start += " \"a\\n\"";
            String text = crowd.lengthened(start);
            crowd.say(from, text);
            for (ChatPeer to : crowd.peers) {
                if (to == from) continue;
                Verdict verdict = crowd.hears(to, from, word, text);
                if (verdict.failed()) return verdict;
            }
            ChatPeer next = crowd.get((i + 1) % crowd.size());
            if (!crowd.marker(next, from)) return Verdict.fail(Crowd.SILENT);
            if (profile.echoes()) {
                Verdict own = crowd.hears(from, from, word, text);
                if (own.failed()) return own.of("the sender itself");
                continue;
            }
            byte[] back = Crowd.first(from, word);
            if (back != null)
                return Verdict.fail("the sender got its own message: " + Quote.text(back));
        }
        if (profile.isOwn()) {
            String text = "/" + Crowd.unseen("barra") + " y más";
            crowd.send(crowd.get(0), "/" + text + "\n");
            Verdict verdict = crowd.hears(crowd.get(1), crowd.get(0), text, text);
            if (verdict.failed()) return verdict.of("//text");
        }
        return more(crowd);
    }

    /** More than three may come. */
    private static Verdict more(Crowd crowd) throws IOException {
        try (Crowd more = crowd.more(MORE)) {
            for (int i = 0; i < more.size(); i++)
                if (!crowd.isHeard(crowd.get(0), more.get(i)))
                    return Verdict.fail(
                            "client " + (crowd.size() + i + 1) + " at a time hears nothing");
        }
        return Verdict.pass();
    }

    /** H2: in both ways to leave. */
    private Verdict notices(Deadline deadline) throws IOException {
        if (!profile.has("see-left")) return Verdict.notAsked("the profile has no see-left");
        return chat.among(3, this::notices).run(deadline);
    }

    private Verdict notices(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        if (profile.has("see-joined")) {
            Verdict joined = joined(crowd, ana);
            if (joined.failed()) return joined;
        }
        if (profile.has("who", "see-who")) {
            Verdict who = who(crowd, ana);
            if (who.failed()) return who;
        }
        if (profile.isOwn()) {
            crowd.send(beto, "/quit chau,  hasta mañana\n");
            if (!crowd.getsLine(ana, "* " + beto.name + " left: chau,  hasta mañana"))
                return Verdict.fail("what was said with /quit is not told");
        } else if (profile.has("quit")) crowd.tell(beto, "quit", Map.of("text", ""));
        else beto.close();
        Verdict left = crowd.left(ana, beto);
        if (left.failed()) return left;
        if (profile.isOwn() && !crowd.ends(beto))
            return Verdict.fail("the connection of who has said /quit stays open");
        if (!crowd.marker(ana, caro)) return Verdict.fail("when one leaves another one is cut off");
        caro.close();
        left = crowd.left(ana, caro);
        return left.failed() || !profile.isOwn() ? left : full(crowd);
    }

    /** Who is one too many is told so; a server without a limit is asked no longer than this. */
    private static Verdict full(Crowd crowd) throws IOException {
        List<ChatPeer> many = new ArrayList<>();
        int before = online(crowd);
        Deadline moment = crowd.deadline.orIn(Crowd.PATIENCE);
        try {
            while (many.size() < MANY && !moment.passed()) {
                ChatPeer one = crowd.newcomer("uno", 0);
                many.add(one);
                // a banner may stand before what it is told
                one.await(line -> line.has("welcome") || isError(crowd, line), moment);
                boolean refused = one.lines().stream().anyMatch(line -> isError(crowd, line));
                if (!refused && !one.isEnded()) continue;
                if (!crowd.getsLine(one, "! 405 server full"))
                    return Verdict.fail("one too many is not told so");
                return crowd.ends(one)
                        ? Verdict.pass()
                        : Verdict.fail("the connection of one too many stays open");
            }
        } finally {
            for (ChatPeer each : many) each.close();
            // until the server has noticed, the next probe's clients would be too many
            Deadline empty = crowd.deadline.orIn(Crowd.PATIENCE);
            while (online(crowd) > before && !empty.passed()) {}
        }
        return Verdict.pass();
    }

    /** How many are there, as /who tells. */
    private static int online(Crowd crowd) throws IOException {
        ChatPeer asker = crowd.get(0);
        crowd.forget();
        crowd.tell(asker, "who", Map.of());
        crowd.getsLine(asker, ONLINE + "*");
        for (Line line : asker.lines())
            if (crowd.text(line).startsWith(ONLINE)) return crowd.text(line).split(" ").length;
        return 0;
    }

    private static boolean isError(Crowd crowd, Line line) {
        return crowd.text(line).startsWith("! ");
    }

    private Verdict joined(Crowd crowd, ChatPeer witness) throws IOException {
        try (ChatPeer late = crowd.newcomer("gema", 0)) {
            if (profile.isOwn()) {
                String welcome = "* welcome, you are ";
                if (!crowd.getsLine(late, welcome + "*"))
                    return Verdict.fail("a newcomer is not told its name");
                // a banner may stand before it
                String told = "";
                for (Line line : late.lines())
                    if (crowd.text(line).startsWith(welcome)) told = crowd.text(line);
                if (!crowd.getsLine(witness, "* " + told.substring(welcome.length()) + " joined"))
                    return Verdict.fail("nobody is told that a client has joined");
            } else {
                // elsewhere it has come when it has a name
                crowd.join(late);
            }
            if (!crowd.gets(witness, "see-joined", Map.of()))
                return Verdict.fail("nobody is told that a client has joined");
            if (profile.isOwn()) crowd.join(late);
            return crowd.marker(late, witness)
                    ? Verdict.pass()
                    : Verdict.fail("the fourth is not heard");
        }
    }

    private Verdict who(Crowd crowd, ChatPeer asker) throws IOException {
        crowd.tell(asker, "who", Map.of());
        for (ChatPeer peer : crowd.peers) {
            Map<String, String> values = Profile.values("name", peer.name);
            if (crowd.gets(asker, "see-who", values)) continue;
            return Verdict.fail("asked who is there, it does not tell " + peer.name);
        }
        if (!profile.isOwn()) return Verdict.pass();
        for (Line line : asker.lines()) {
            if (!crowd.text(line).startsWith(ONLINE)) continue;
            List<String> names = List.of(crowd.text(line).substring(ONLINE.length()).split(" "));
            List<String> sorted = new ArrayList<>(names);
            sorted.sort(String.CASE_INSENSITIVE_ORDER);
            if (!names.equals(sorted)) return Verdict.fail("the names of /who are not sorted");
        }
        return Verdict.pass();
    }

    /** H3: TCP keeps no boundaries of messages: several with one read. */
    private Verdict quick(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        List<String> texts = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 8; i++) {
            texts.add(Crowd.unseen("mensaje") + " " + i);
            all.writeBytes(crowd.message("say", Map.of("text", texts.get(i))));
        }
        ana.send(all.toByteArray(), crowd.deadline);
        for (String text : texts) {
            Verdict verdict = crowd.hears(beto, ana, text, text);
            if (verdict.failed()) return verdict;
        }
        int last = -1;
        for (Line line : beto.lines())
            for (int i = 0; i < texts.size(); i++) {
                if (!line.has(texts.get(i))) continue;
                if (i < last) return Verdict.fail("they come in another order");
                last = i;
            }
        Verdict same = same(crowd, ana, beto);
        return same.failed() || !profile.isOwn() ? same : empty(crowd, ana, beto);
    }

    /** Who says the same twice is heard twice. */
    private static Verdict same(Crowd crowd, ChatPeer ana, ChatPeer beto) throws IOException {
        String text = Crowd.unseen("otra vez");
        crowd.say(ana, text);
        crowd.say(ana, text);
        if (!crowd.marker(ana, beto)) return Verdict.fail(Crowd.SILENT);
        long heard = beto.lines().stream().filter(line -> line.has(text)).count();
        return heard == 2
                ? Verdict.pass()
                : Verdict.fail("the same text, said twice, came " + heard + " times");
    }

    /** An empty line is no message. */
    private static Verdict empty(Crowd crowd, ChatPeer ana, ChatPeer beto) throws IOException {
        beto.forget();
        crowd.send(ana, "\n\r\n");
        if (!crowd.marker(ana, beto)) return Verdict.fail(Crowd.SILENT);
        int said = 0;
        for (Line line : beto.lines())
            if (crowd.text(line).startsWith("<" + ana.name + ">")) said++;
        return said == 1 ? Verdict.pass() : Verdict.fail("an empty line becomes a message");
    }

    /** H4: one message with several reads, cut within a character, too. */
    private Verdict pieces(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        String word = Crowd.unseen("mensaje");
        String text = word + " en ñandúes, en trozos";
        byte[] line = crowd.message("say", Map.of("text", text));
        int middle = new String(line, StandardCharsets.ISO_8859_1).indexOf('\u00c3') + 1;
        for (int[] piece : new int[][] {{0, 3}, {3, middle}, {middle, line.length}}) {
            ana.send(Arrays.copyOfRange(line, piece[0], piece[1]), crowd.deadline);
            // a pause, so that the kernel does not join the pieces
            crowd.deadline.pause(0.05);
        }
        Verdict verdict = crowd.hears(beto, ana, word, text);
        if (verdict.failed() || !profile.isOwn()) return verdict;
        // a line without its end is none; what is not read would make of the end a reset
        if (!crowd.marker(beto, ana)) return Verdict.fail(Crowd.SILENT);
        Verdict tooLong = tooLong(crowd, ana, beto);
        if (tooLong.failed()) return tooLong;
        String unfinished = Crowd.unseen("cortado");
        crowd.send(ana, unfinished);
        ana.close();
        Verdict left = crowd.left(beto, ana);
        if (left.failed()) return left;
        byte[] heard = Crowd.first(beto, unfinished);
        return heard == null
                ? verdict
                : Verdict.fail("a line without its end is sent: " + Quote.text(heard));
    }

    /** It is refused once, as soon as the limit is passed, and all of it is discarded. */
    private static Verdict tooLong(Crowd crowd, ChatPeer ana, ChatPeer beto) throws IOException {
        String error = "! 417 line too long";
        String word = Crowd.unseen("largo");
        crowd.send(ana, word + "x".repeat(1024));
        if (!crowd.getsLine(ana, error)) return Verdict.fail("a line too long is not refused");
        crowd.send(ana, "x".repeat(2048) + word + "\n");
        if (!crowd.marker(ana, beto) || !crowd.marker(beto, ana))
            return Verdict.fail("after a line too long: " + Crowd.SILENT);
        if (ana.lines().stream().filter(line -> line.has(error)).count() > 1)
            return Verdict.fail("a line too long is refused more than once");
        return Crowd.unheard(beto, word, "a line too long is sent");
    }
}
