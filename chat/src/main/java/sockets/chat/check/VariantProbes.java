package sockets.chat.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import sockets.chat.check.ChatPeer.Line;
import sockets.chat.profile.Profile;
import sockets.common.text.Quote;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;

/**
 * The probes H13 to H19: rooms, acknowledgements and history, which this chat leaves to its
 * readers. They are put to a server only if its profile speaks of the matter.
 */
final class VariantProbes {
    private final Examinee chat;
    private final Profile profile;

    VariantProbes(Examinee chat) {
        this.chat = chat;
        profile = chat.profile();
    }

    List<Probe> all() {
        List<Probe> all = new ArrayList<>();
        if (profile.has("join")) {
            all.add(probe("H13", "a message to a room reaches its members only", this::inRoom));
            all.add(probe("H14", "who has left a room hears nothing of it", this::leaveRoom));
            all.add(probe("H15", "who is not in a room cannot speak in it", this::notMember));
        }
        if (profile.has("see-ack")) {
            all.add(probe("H16", "an acknowledgement reaches the sender only", this::acknowledge));
            all.add(probe("H17", "nobody can acknowledge for another one", this::feignAck));
        }
        if (profile.has("see-history")) {
            all.add(probe("H18", "a newcomer gets what was said, in order", this::history));
            all.add(probe("H19", "no private message is in the history", this::secrets));
        }
        return all;
    }

    private static Probe probe(String id, String claim, Probe.Body body) {
        return new Probe(id, claim, 10, body);
    }

    // rooms: a line names its room (say-room), or goes to the room that its sender is in (say)

    /** H13: two rooms with two members each; neither hears the other, nor the sender itself. */
    private Verdict inRoom(Deadline deadline) throws IOException {
        return chat.among(4, this::inRoom).run(deadline);
    }

    private Verdict inRoom(Crowd crowd) throws IOException {
        ChatPeer[] first = {crowd.get(0), crowd.get(1)};
        ChatPeer[] second = {crowd.get(2), crowd.get(3)};
        String one = Crowd.unseen("sala");
        String two = Crowd.unseen("sala");
        Verdict verdict = enter(crowd, one, first);
        if (!verdict.failed()) verdict = enter(crowd, two, second);
        if (!verdict.failed()) verdict = apart(crowd, one, first, two, second);
        return verdict.failed() ? verdict : apart(crowd, two, second, one, first);
    }

    /** What is said in a room is not heard in another one. */
    private Verdict apart(
            Crowd crowd, String room, ChatPeer[] inside, String other, ChatPeer[] outside)
            throws IOException {
        String word = Crowd.unseen("acá");
        String text = word + ", entre  nosotras";
        speak(crowd, inside[0], room, text);
        Map<String, String> values = spoken(crowd, inside[0], room, text);
        Verdict verdict = crowd.sees(inside[1], word, seeRoom(), values);
        if (verdict.failed()) return verdict;
        // each room's own talk goes on: what was said before it has been passed on
        if (!isHeard(crowd, inside[1], inside[0], room)
                || !isHeard(crowd, outside[0], outside[1], other)
                || !isHeard(crowd, outside[1], outside[0], other))
            return Verdict.fail(Crowd.SILENT);
        for (ChatPeer each : List.of(outside[0], outside[1], inside[0])) {
            byte[] heard = Crowd.first(each, word);
            if (heard == null || each == inside[0] && profile.echoes()) continue;
            String who = each == inside[0] ? "the sender got its own: " : "another room got it: ";
            return Verdict.fail(who + Quote.text(heard));
        }
        return Verdict.pass();
    }

    /**
     * H14: by the command to leave; where a client is in one room at a time, by joining another.
     */
    private Verdict leaveRoom(Deadline deadline) throws IOException {
        if (profile.has("say-room") && !profile.has("leave"))
            return Verdict.notAsked("the profile has no leave");
        return chat.among(3, this::leaveRoom).run(deadline);
    }

    private Verdict leaveRoom(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        String room = Crowd.unseen("sala");
        String other = Crowd.unseen("sala");
        Verdict verdict = enter(crowd, room, ana, beto);
        if (!verdict.failed()) verdict = enter(crowd, other, caro);
        if (verdict.failed()) return verdict;
        if (profile.has("leave")) crowd.tell(beto, "leave", Profile.values("room", room));
        // heard in the other room: the server has dealt with what came before
        verdict = enter(crowd, other, beto, caro);
        if (verdict.failed()) return verdict;
        String word = Crowd.unseen("acá");
        speak(crowd, ana, room, word);
        verdict = enter(crowd, other, ana, beto);
        if (verdict.failed()) return verdict;
        return Crowd.unheard(beto, word, "who has left still hears");
    }

    /** H15: the sender must know, and nobody else. */
    private Verdict notMember(Deadline deadline) throws IOException {
        if (!profile.has("say-room", "not-member"))
            return Verdict.notAsked("the profile has no say-room, not-member");
        return chat.among(3, this::notMember).run(deadline);
    }

    private Verdict notMember(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        String room = Crowd.unseen("sala");
        Verdict verdict = enter(crowd, room, ana, beto);
        if (verdict.failed()) return verdict;
        String word = Crowd.unseen("intrusa");
        Map<String, String> values = spoken(crowd, caro, room, word);
        crowd.tell(caro, "say-room", values);
        if (!crowd.gets(caro, "not-member", values))
            return Verdict.fail("the sender is not told that it is not in the room");
        verdict = enter(crowd, room, caro, ana, beto);
        if (verdict.failed()) return verdict;
        for (ChatPeer member : List.of(ana, beto)) {
            byte[] heard = Crowd.first(member, word);
            if (heard != null) return Verdict.fail("the room heard it: " + Quote.text(heard));
        }
        return Verdict.pass();
    }

    /** All join a room and hear each other there. */
    private Verdict enter(Crowd crowd, String room, ChatPeer... members) throws IOException {
        for (ChatPeer each : members) crowd.tell(each, "join", Profile.values("room", room));
        for (ChatPeer from : members)
            for (ChatPeer to : members)
                if (to != from && !isHeard(crowd, from, to, room))
                    return Verdict.fail("who has joined a room is not heard in it");
        return Verdict.pass();
    }

    /** Speaks in a room until another one hears it, who may not be in yet. */
    private boolean isHeard(Crowd crowd, ChatPeer from, ChatPeer to, String room)
            throws IOException {
        Deadline moment = crowd.deadline.orIn(Crowd.PATIENCE);
        do {
            String word = Crowd.unseen("hola");
            speak(crowd, from, room, word);
            if (to.await(line -> line.has(word), moment.orIn(0.5))) return true;
        } while (!moment.passed() && !to.isEnded());
        return false;
    }

    private void speak(Crowd crowd, ChatPeer from, String room, String text) throws IOException {
        String key = profile.has("say-room") ? "say-room" : "say";
        crowd.tell(from, key, spoken(crowd, from, room, text));
    }

    private String seeRoom() {
        return profile.has("see-room") ? "see-room" : "see-say";
    }

    private static Map<String, String> spoken(
            Crowd crowd, ChatPeer from, String room, String text) {
        return Profile.values("from", crowd.named(from), "room", room, "text", text);
    }

    // acknowledgements: of a private message, by its number; by the receiver (ack) or by the server

    /** H16: of two messages each has its own, and no third one sees any. */
    private Verdict acknowledge(Deadline deadline) throws IOException {
        if (!profile.has("private", "see-private", "name"))
            return Verdict.notAsked("the profile has no private messages");
        return chat.among(3, this::acknowledge).run(deadline);
    }

    private Verdict acknowledge(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        List<Map<String, String>> sent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Letter letter = letter(crowd, ana, beto);
            if (letter.verdict.failed()) return letter.verdict;
            sent.add(letter.values);
        }
        String id = sent.get(0).get("id");
        if (id != null && id.equals(sent.get(1).get("id")))
            return Verdict.fail("two messages have the same number: " + id);
        if (profile.has("ack")) {
            // the receiver has said something else by now, and no acknowledgement
            if (!crowd.marker(beto, ana)) return Verdict.fail(Crowd.SILENT);
            Map<String, String> any = Profile.values();
            byte[] early = crowd.first(ana, "see-ack", any);
            if (early != null)
                return Verdict.fail("acknowledged before the receiver did: " + Quote.text(early));
        }
        // the later one first: an acknowledgement is of a message, not of the last one
        for (Map<String, String> values : List.of(sent.get(1), sent.get(0))) {
            if (profile.has("ack")) crowd.tell(beto, "ack", values);
            if (!crowd.gets(ana, "see-ack", values))
                return Verdict.fail("the sender does not get the acknowledgement");
        }
        return isSpared(crowd, ana, beto, caro, sent);
    }

    /** Neither the receiver nor a third client gets what is the sender's. */
    private Verdict isSpared(
            Crowd crowd, ChatPeer ana, ChatPeer beto, ChatPeer caro, List<Map<String, String>> sent)
            throws IOException {
        if (!crowd.marker(beto, caro) || !crowd.marker(ana, beto))
            return Verdict.fail(Crowd.SILENT);
        for (ChatPeer other : List.of(beto, caro))
            for (Map<String, String> values : sent) {
                byte[] heard = crowd.first(other, "see-ack", values);
                if (heard != null)
                    return Verdict.fail("another client got it: " + Quote.text(heard));
            }
        return Verdict.pass();
    }

    /** H17: neither a third client, nor anybody for a message that was never sent. */
    private Verdict feignAck(Deadline deadline) throws IOException {
        if (!profile.has("private", "see-private", "name", "ack", "unknown-ack"))
            return Verdict.notAsked("the profile has no ack, unknown-ack");
        return chat.among(3, this::feignAck).run(deadline);
    }

    private Verdict feignAck(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        Letter letter = letter(crowd, ana, beto);
        if (letter.verdict.failed()) return letter.verdict;
        Map<String, String> never = Profile.values("from", ana.name, "to", beto.name);
        never.put("id", "987654321");
        List<Map<String, String>> feigned = List.of(letter.values, never);
        for (int i = 0; i < feigned.size(); i++) {
            ChatPeer by = i == 0 ? caro : beto;
            crowd.tell(by, "ack", feigned.get(i));
            if (!crowd.gets(by, "unknown-ack", feigned.get(i)))
                return Verdict.fail(
                        (i == 0 ? "a third client" : "an unknown number") + " is not refused");
            if (!crowd.marker(by, ana)) return Verdict.fail(Crowd.SILENT);
            byte[] heard = crowd.first(ana, "see-ack", Profile.values());
            if (heard != null) return Verdict.fail("the sender believes it: " + Quote.text(heard));
        }
        return Verdict.pass();
    }

    /** A private message that came, and its number if it has one. */
    private record Letter(Verdict verdict, Map<String, String> values) {}

    private Letter letter(Crowd crowd, ChatPeer from, ChatPeer to) throws IOException {
        String word = Crowd.unseen("carta");
        Verdict verdict = crowd.reaches(from, to, to.name, word, word);
        Map<String, String> values =
                Profile.values("from", from.name, "to", to.name, "name", to.name, "text", word);
        if (!verdict.failed() && profile.names("see-private", "id")) {
            for (Line line : to.lines()) {
                Matcher found = profile.see("see-private", values).matcher(crowd.text(line));
                if (found.matches()) values.put("id", found.group("id"));
            }
        }
        return new Letter(verdict, values);
    }

    // history: of what was said to all

    /** H18: the last lines that were said, each once; those who were there get nothing again. */
    private Verdict history(Deadline deadline) throws IOException {
        return chat.among(2, this::history).run(deadline);
    }

    private Verdict history(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        int kept = profile.historyLines() == 0 ? 3 : profile.historyLines();
        int lost = profile.historyLines() == 0 ? 0 : 2;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < lost + kept; i++) {
            texts.add(Crowd.unseen("dicho") + " " + i);
            crowd.say(ana, texts.get(i));
        }
        String last = texts.get(texts.size() - 1);
        if (!crowd.gets(beto, line -> line.contains(last))) return Verdict.fail(Crowd.SILENT);
        crowd.forget();
        try (ChatPeer late = latecomer(crowd)) {
            for (String text : texts.subList(lost, texts.size())) {
                Map<String, String> values = Profile.values("from", crowd.named(ana), "text", text);
                Verdict verdict = crowd.sees(late, text, "see-history", values);
                if (verdict.failed()) return verdict;
            }
            if (!inOrder(late, texts)) return Verdict.fail("they come in another order");
            if (!crowd.marker(ana, late, beto)) return Verdict.fail("it hears nothing new");
            for (String text : texts.subList(0, lost))
                if (Crowd.first(late, text) != null)
                    return Verdict.fail("more than the last " + kept + " lines");
            for (ChatPeer other : List.of(ana, beto))
                for (String text : texts)
                    if (Crowd.first(other, text) != null)
                        return Verdict.fail("the history goes to those who were there, too");
        }
        return Verdict.pass();
    }

    private static boolean inOrder(ChatPeer peer, List<String> texts) {
        int last = -1;
        for (Line line : peer.lines())
            for (int i = 0; i < texts.size(); i++) {
                if (!line.has(texts.get(i))) continue;
                if (i < last) return false;
                last = i;
            }
        return true;
    }

    /** H19: what was meant for one stays with one. */
    private Verdict secrets(Deadline deadline) throws IOException {
        if (!profile.has("private", "see-private", "name"))
            return Verdict.notAsked("the profile has no private messages");
        return chat.among(2, this::secrets).run(deadline);
    }

    private Verdict secrets(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        String secret = Crowd.unseen("secreto");
        Verdict verdict = crowd.reaches(ana, beto, beto.name, secret, secret);
        if (verdict.failed()) return verdict;
        String last = Crowd.unseen("dicho");
        crowd.say(ana, last);
        if (!crowd.gets(beto, line -> line.contains(last))) return Verdict.fail(Crowd.SILENT);
        try (ChatPeer late = latecomer(crowd)) {
            Map<String, String> values = Profile.values("from", crowd.named(ana), "text", last);
            verdict = crowd.sees(late, last, "see-history", values);
            if (verdict.failed()) return verdict;
            if (!crowd.marker(ana, late)) return Verdict.fail("it hears nothing new");
            return Crowd.unheard(late, secret, "a newcomer gets it");
        }
    }

    /** One that comes when all has been said, and asks for the history where one must ask. */
    private ChatPeer latecomer(Crowd crowd) throws IOException {
        ChatPeer late = crowd.newcomer("gema", 0);
        crowd.join(late);
        if (profile.has("history")) crowd.tell(late, "history", Map.of());
        return late;
    }
}
