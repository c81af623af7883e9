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
    /** Besides the three who speak. */
    private static final int MORE = 12;

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
        if (profile.has("quit")) crowd.tell(beto, "quit", Map.of("text", ""));
        else beto.close();
        Verdict left = crowd.left(ana, beto);
        if (left.failed()) return left;
        if (profile.isOwn() && !crowd.ends(beto))
            return Verdict.fail("the connection of who has said /quit stays open");
        if (!crowd.marker(ana, caro)) return Verdict.fail("when one leaves another one is cut off");
        caro.close();
        return crowd.left(ana, caro);
    }

    private Verdict joined(Crowd crowd, ChatPeer witness) throws IOException {
        try (ChatPeer late = crowd.newcomer("gema", 0)) {
            if (profile.isOwn()
                    && !crowd.gets(late, line -> line.startsWith("* welcome, you are ")))
                return Verdict.fail("a newcomer is not told its name: * welcome, you are");
            // elsewhere it has come when it has a name
            if (!profile.isOwn()) crowd.join(late);
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
}
