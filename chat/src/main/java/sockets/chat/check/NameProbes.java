package sockets.chat.check;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sockets.chat.profile.Profile;
import sockets.common.text.Quote;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;

/** The probes H5 to H8: messages to one by its name, and the names. */
final class NameProbes {
    private final Examinee chat;
    private final Profile profile;

    NameProbes(Examinee chat) {
        this.chat = chat;
        profile = chat.profile();
    }

    List<Probe> all() {
        return List.of(
                new Probe("H5", "a private message reaches one only", 10, this::toOne),
                new Probe("H6", "a private message to nobody is refused", 10, this::toNobody),
                new Probe("H7", "a name that is taken is refused", 10, this::nameTaken),
                new Probe("H8", "a change of name is told and counts", 10, this::rename));
    }

    /** H5: to the one who is meant, whole, with the sender's name; the third hears nothing. */
    private Verdict toOne(Deadline deadline) throws IOException {
        if (!profile.has("private", "see-private", "name"))
            return Verdict.notAsked("the profile has no private messages");
        return chat.among(4, this::toOne).run(deadline);
    }

    private Verdict toOne(Crowd crowd) throws IOException {
        int size = crowd.size();
        for (int i = 0; i < size; i++) {
            ChatPeer from = crowd.get(i);
            ChatPeer to = crowd.get((i + 1) % size);
            String word = Crowd.unseen("secreto");
            String text = crowd.lengthened("un " + word + ",  sólo para  vos");
            Verdict verdict = crowd.reaches(from, to, to.name, word, text);
            if (!verdict.failed() && profile.isOwn()) verdict = confirmed(crowd, from, to, text);
            if (verdict.failed()) return verdict;
            for (int other = 2; other < size; other++) {
                ChatPeer third = crowd.get((i + other) % size);
                if (!crowd.marker(from, third)) return Verdict.fail(Crowd.SILENT);
                byte[] heard = Crowd.first(third, word);
                if (heard != null)
                    return Verdict.fail("a third client got it: " + Quote.text(heard));
            }
        }
        Verdict later = later(crowd);
        return later.failed() ? later : toOneself(crowd);
    }

    /** Who comes later hears nothing of it, either. */
    private static Verdict later(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        String word = Crowd.unseen("antes");
        Verdict verdict = crowd.reaches(ana, beto, beto.name, word, word);
        if (verdict.failed()) return verdict;
        try (ChatPeer late = crowd.newcomer("gema", 0)) {
            crowd.join(late);
            if (!crowd.isHeard(ana, late)) return Verdict.fail(Crowd.SILENT);
            return Crowd.unheard(late, word, "who came later got it");
        }
    }

    /** Whatever becomes of a message to oneself, the room goes on. */
    private static Verdict toOneself(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        String word = Crowd.unseen("diario");
        Map<String, String> values =
                Profile.values("from", ana.name, "to", ana.name, "name", ana.name, "text", word);
        crowd.tell(ana, "private", values);
        if (!crowd.marker(ana, crowd.get(1)))
            return Verdict.fail("after a private message to oneself: " + Crowd.SILENT);
        return Crowd.unheard(crowd.get(1), word, "another client got what one said to itself");
    }

    /** In this chat the sender sees that it left; and case does not matter in names. */
    private static Verdict confirmed(Crowd crowd, ChatPeer from, ChatPeer to, String text)
            throws IOException {
        String wanted = "[-> " + to.name + "] " + text;
        if (!crowd.getsLine(from, wanted))
            return Verdict.fail("the sender does not see that it left");
        String upper = to.name.toUpperCase(Locale.ROOT);
        String again = Crowd.unseen("otro");
        Verdict verdict = crowd.reaches(from, to, upper, again, again);
        if (!verdict.failed() && !crowd.getsLine(from, "[-> " + to.name + "] " + again))
            return Verdict.fail("the sender does not see the name as its owner writes it");
        return verdict.failed() ? Verdict.fail("to " + upper + ": " + verdict.detail()) : verdict;
    }

    /** H6: the sender must know, and nobody else. */
    private Verdict toNobody(Deadline deadline) throws IOException {
        if (!profile.has("private", "unknown-name"))
            return Verdict.notAsked("the profile has no private messages to unknown names");
        return chat.among(3, this::toNobody).run(deadline);
    }

    private Verdict toNobody(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        // nobody's name, and the beginning of somebody's
        String beginning = beto.name.substring(0, beto.name.length() - 1);
        for (String name : List.of(Crowd.newName("zoe"), beginning)) {
            String word = Crowd.unseen("perdido");
            Map<String, String> values =
                    Profile.values("from", ana.name, "to", name, "name", name, "text", word);
            crowd.tell(ana, "private", values);
            if (!crowd.gets(ana, "unknown-name", values))
                return Verdict.fail("the sender is not told that nobody has the name " + name);
            ana.forget();
            for (ChatPeer other : List.of(beto, caro)) {
                if (!crowd.marker(ana, other)) return Verdict.fail(Crowd.SILENT);
                byte[] heard = Crowd.first(other, word);
                if (heard == null) heard = crowd.first(other, "unknown-name", values);
                if (heard != null)
                    return Verdict.fail("another client got it: " + Quote.text(heard));
            }
        }
        return profile.isOwn() ? unknownCommand(crowd, ana, beto) : Verdict.pass();
    }

    private static Verdict unknownCommand(Crowd crowd, ChatPeer ana, ChatPeer beto)
            throws IOException {
        String command = "/" + Crowd.unseen("orden");
        crowd.send(ana, command + " x\n");
        String error = "! 421 unknown command: " + command;
        if (!crowd.getsLine(ana, error)) return Verdict.fail("an unknown command is not refused");
        if (!crowd.marker(ana, beto)) return Verdict.fail(Crowd.SILENT);
        Verdict unheard = Crowd.unheard(beto, command, "others get an unknown command");
        return unheard.failed() ? unheard : incomplete(crowd, ana, beto);
    }

    /** What a command lacks is told to the sender; /help is answered. */
    private static Verdict incomplete(Crowd crowd, ChatPeer ana, ChatPeer beto) throws IOException {
        for (String[] each :
                new String[][] {
                    {"/msg", "! 411 no recipient given"},
                    {"/msg " + beto.name, "! 412 no text to send"},
                    {"/nick", "! 431 no nickname given"},
                    {"/help", "* *"}
                }) {
            if (!crowd.marker(beto, ana)) return Verdict.fail(Crowd.SILENT);
            ana.forget();
            beto.forget();
            crowd.send(ana, each[0] + "\n");
            if (!crowd.getsLine(ana, each[1])) return Verdict.fail(each[0] + " is not answered");
            if (!crowd.marker(ana, beto)) return Verdict.fail(Crowd.SILENT);
            if (beto.lines().size() > 1)
                return Verdict.fail("others get something for a client's " + each[0]);
        }
        return Verdict.pass();
    }

    /** H7: whoever has a name keeps it; when it is free again another one may have it. */
    private Verdict nameTaken(Deadline deadline) throws IOException {
        if (!profile.has("name", "name-taken")) return Verdict.notAsked("the profile has no names");
        return chat.among(2, this::nameTaken).run(deadline);
    }

    private Verdict nameTaken(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        // a newcomer asks for it: elsewhere a name may be said once only
        try (ChatPeer newcomer = crowd.called(ana.name, 0)) {
            Verdict verdict = refused(crowd, newcomer, ana.name);
            if (verdict.failed()) return verdict;
        }
        if (profile.isOwn()) {
            // in this chat a name may be changed, and case does not matter
            for (String wish : List.of(ana.name, ana.name.toUpperCase(Locale.ROOT))) {
                Verdict verdict = refused(crowd, beto, wish);
                if (verdict.failed()) return verdict;
                beto.forget();
            }
            crowd.tell(beto, "name", Profile.values("name", "1" + ana.name));
            if (!crowd.getsLine(beto, "! 432 bad nickname: 1" + ana.name))
                return Verdict.fail("a bad nickname is not refused");
        }
        // each is still who it was
        for (ChatPeer from : crowd.peers) {
            String word = Crowd.unseen("soy");
            crowd.say(from, word);
            Verdict verdict = crowd.hears(from == ana ? beto : ana, from, word, word);
            if (verdict.failed()) return verdict;
        }
        return freed(crowd, ana, beto);
    }

    /** Who has left needs its name no more. */
    private Verdict freed(Crowd crowd, ChatPeer gone, ChatPeer witness) throws IOException {
        gone.close();
        if (profile.has("see-left")) {
            Verdict left = crowd.left(witness, gone);
            if (left.failed()) return left;
        }
        Deadline moment = crowd.deadline.orIn(2 * Crowd.PATIENCE);
        do {
            // elsewhere a name may be asked for once only: each time somebody new
            try (ChatPeer heir = crowd.called(gone.name, 0)) {
                crowd.join(heir);
                String word = Crowd.unseen("herencia");
                crowd.say(heir, word);
                boolean heard = crowd.gets(witness, line -> line.contains(word));
                if (heard && !crowd.hears(witness, heir, word, word).failed())
                    return Verdict.pass();
            }
        } while (!moment.passed());
        return Verdict.fail("the name of one who has left is not free: " + gone.name);
    }

    private static Verdict refused(Crowd crowd, ChatPeer peer, String wish) throws IOException {
        Map<String, String> values = Profile.values("name", wish);
        crowd.tell(peer, "name", values);
        return crowd.gets(peer, "name-taken", values)
                ? Verdict.pass()
                : Verdict.fail(wish + " is not refused");
    }

    /**
     * H8: others are told; from then on the new name stands for the sender, and the old for none.
     */
    private Verdict rename(Deadline deadline) throws IOException {
        if (!profile.has("name", "see-renamed"))
            return Verdict.notAsked("the profile has no changes of name");
        return chat.among(3, this::rename).run(deadline);
    }

    private Verdict rename(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        String name = Crowd.newName("ines");
        Map<String, String> change = Profile.values("from", ana.name, "name", name);
        crowd.tell(ana, "name", change);
        for (ChatPeer other : List.of(beto, caro))
            if (!crowd.gets(other, "see-renamed", change))
                return Verdict.fail("others are not told of a change of name");
        if (profile.isOwn()) {
            if (!crowd.gets(ana, "see-renamed", change))
                return Verdict.fail("who changes its name is not told of it");
            // the case of one's own name
            String upper = name.toUpperCase(Locale.ROOT);
            for (String next : List.of(upper, name)) {
                String last = next.equals(name) ? upper : name;
                crowd.send(ana, "/nick " + next + "\n");
                if (!crowd.getsLine(beto, "* " + last + " is now known as " + next))
                    return Verdict.fail("the case of one's own name cannot be changed");
            }
        }
        String word = Crowd.unseen("ahora");
        crowd.say(ana, word);
        Verdict verdict =
                crowd.sees(beto, word, "see-say", Profile.values("from", name, "text", word));
        if (verdict.failed() || !profile.has("private", "see-private", "unknown-name"))
            return verdict;
        String letter = Crowd.unseen("carta");
        verdict = crowd.reaches(beto, ana, name, letter, letter);
        return verdict.failed()
                ? Verdict.fail("to the new name: " + verdict.detail())
                : free(crowd, ana.name);
    }

    /** The old name stands for nobody, and who asks for it gets it. */
    private static Verdict free(Crowd crowd, String old) throws IOException {
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        Map<String, String> lost =
                Profile.values(
                        "from", beto.name, "to", old, "name", old, "text", Crowd.unseen("carta"));
        crowd.tell(beto, "private", lost);
        if (!crowd.gets(beto, "unknown-name", lost))
            return Verdict.fail("the old name still stands for somebody");
        beto.forget();
        Map<String, String> change = Profile.values("from", beto.name, "name", old);
        crowd.tell(beto, "name", change);
        return crowd.gets(caro, "see-renamed", change)
                ? Verdict.pass()
                : Verdict.fail("the old name is not free: " + old);
    }
}
