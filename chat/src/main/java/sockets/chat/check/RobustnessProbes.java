package sockets.chat.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import sockets.chat.check.ChatPeer.Line;
import sockets.chat.profile.Framing;
import sockets.chat.profile.Profile;
import sockets.common.text.Quote;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes H9 to H12: clients that deceive, do not read, are killed, or are not chat's own. */
final class RobustnessProbes {
    /** The window of a client that does not read: the kernel shall not take all on its behalf. */
    private static final int SMALL_WINDOW = 16 * 1024;

    private static final String ONLINE = "* online: ";

    /** What sets a terminal's colours, as the end of a coloured line does (ECMA-48, SGR). */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");

    private final Examinee chat;
    private final Profile profile;

    RobustnessProbes(Examinee chat) {
        this.chat = chat;
        profile = chat.profile();
    }

    List<Probe> all() {
        return List.of(
                new Probe("H9", "a text cannot feign another line", 10, chat.among(2, this::feign)),
                new Probe("H10", "one that never reads stops nobody", 10, this::neverReads),
                new Probe("H11", "one that is killed has left", 10, this::killed),
                new Probe("H12", "lines of nc and of telnet", 10, this::lineEnds));
    }

    /** H9: whatever a text holds, others see one line of its sender, without control characters. */
    private Verdict feign(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        List<String> tricks =
                new ArrayList<>(
                        List.of("\r", "\u001b[2K\r", "\b\b\b", "\u2028", "\u0085", "\u009b2K"));
        // where texts may hold control characters a NUL may be none of them, as in IRC
        if (!profile.passesControls()) tricks.add("\0");
        if (profile.isOwn()) tricks.addAll(List.of("\u2029", "\u202e", "\u2066", "\u200f"));
        for (String trick : tricks) {
            Verdict verdict = feign(crowd, "say", tricks, trick);
            if (!verdict.failed() && profile.has("private", "see-private", "name"))
                verdict = feign(crowd, "private", tricks, trick);
            if (verdict.failed()) return verdict;
        }
        // a byte that is no UTF-8, then a message
        String word = Crowd.unseen("byte");
        byte[] message = crowd.message("say", Map.of("text", word + "?"));
        int at = new String(message, StandardCharsets.ISO_8859_1).indexOf(word) + word.length();
        message[at] = (byte) 0xc3;
        ana.send(message, crowd.deadline);
        return crowd.marker(ana, beto)
                ? Verdict.pass()
                : Verdict.fail("after bytes that are not UTF-8 nothing is heard");
    }

    private Verdict feign(Crowd crowd, String key, List<String> tricks, String trick)
            throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        String word = Crowd.unseen("truco");
        String forged =
                profile.send("see-say", Profile.values("from", "jefe", "text", "despedidos"));
        String text = word + trick + forged;
        crowd.tell(ana, key, Profile.values("from", ana.name, "to", beto.name, "text", text));
        if (!crowd.marker(ana, beto)) return Verdict.fail(Crowd.SILENT);
        for (Line line : beto.lines()) {
            boolean begins = crowd.text(line).startsWith(profile.plain(Crowd.bytes(forged)));
            boolean cut = trick.equals("\0") && line.has(word) && !line.has("despedidos");
            if (begins || cut || deceives(line, word, tricks))
                return Verdict.fail("others get " + Quote.text(line.bytes()));
        }
        beto.forget();
        return Verdict.pass();
    }

    /**
     * True if a text controls the terminal of who gets it. What stands before the text is the
     * server's own, and so is what ends its colours behind it.
     */
    private boolean deceives(Line line, String word, List<String> tricks) {
        if (profile.passesControls()) return false;
        String text = new String(line.bytes(), StandardCharsets.UTF_8);
        int begin = text.indexOf(word);
        if (begin < 0) begin = text.indexOf("despedidos");
        if (begin < 0) return false;
        return COLOUR.matcher(text.substring(begin))
                .replaceAll("")
                .codePoints()
                .anyMatch(
                        point ->
                                Character.getType(point) == Character.CONTROL
                                        || tricks.contains(Character.toString(point)));
    }

    /** H10: its lines pile up; the others must not wait for it. */
    private Verdict neverReads(Deadline deadline) throws IOException {
        try (Crowd crowd = new Crowd(chat, 2, deadline);
                ChatPeer deaf = crowd.newcomer("sorda", SMALL_WINDOW)) {
            return crowd.ask(all -> neverReads(all, deaf));
        }
    }

    private Verdict neverReads(Crowd crowd, ChatPeer deaf) throws IOException {
        crowd.join(deaf);
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        String text = "x".repeat(Math.min(900, profile.longestText()));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < 64; i++) lines.writeBytes(crowd.message("say", Map.of("text", text)));
        byte[] block = lines.toByteArray();
        // some 12 MB, as fast as the others take them; less if the server is slow
        Deadline enough = crowd.deadline.orIn(2 * Crowd.PATIENCE);
        for (int i = 0; i < 200 && !enough.passed(); i++) {
            ana.send(block, crowd.deadline.orIn(Crowd.PATIENCE));
            // who hears itself must read, too
            boolean heard =
                    profile.echoes() ? crowd.marker(ana, beto, ana) : crowd.marker(ana, beto);
            if (!heard) return Verdict.fail("with one that does not read the others hear nothing");
            beto.forget();
            ana.forget();
        }
        return Verdict.pass();
    }

    /** H11: its end is told as any other; and the server rests. */
    private Verdict killed(Deadline deadline) throws IOException {
        ServerProcess process = chat.process();
        int before = process == null ? 0 : process.descriptorsAtRest(deadline);
        Verdict verdict = chat.among(4, this::killed).run(deadline);
        if (verdict.failed() || process == null) return verdict;
        // where the system does not tell them, both are -1
        int after = process.descriptorsAtRest(deadline);
        if (after > before + 2)
            return Verdict.fail(
                    before + " descriptors before, " + after + " when four have come and gone");
        String busy = chat.process().busy("with nobody there", deadline);
        return busy == null ? verdict : Verdict.fail(busy);
    }

    private Verdict killed(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        ChatPeer caro = crowd.get(2);
        ChatPeer dora = crowd.get(3);
        // one in the middle of a line, one with lines that it has not read
        crowd.send(beto, "/");
        beto.reset();
        if (profile.has("see-left")) {
            Verdict left = crowd.left(ana, beto);
            if (left.failed()) return left;
        }
        if (!crowd.marker(ana, caro, dora))
            return Verdict.fail("when one is killed another one is cut off");
        for (int i = 0; i < 20; i++) crowd.say(ana, Crowd.unseen("x"));
        caro.reset();
        for (int i = 0; i < 20; i++) crowd.say(ana, Crowd.unseen("x"));
        if (!crowd.marker(ana, dora)) return Verdict.fail("the others are not heard now");
        if (profile.has("see-left")) {
            Verdict left = crowd.left(dora, caro);
            if (left.failed()) return left;
        }
        if (!profile.isOwn()) return Verdict.pass();
        dora.forget();
        crowd.tell(dora, "who", Map.of());
        if (!crowd.gets(dora, line -> line.startsWith(ONLINE))) return Verdict.fail(Crowd.SILENT);
        String who = new String(Crowd.first(dora, ONLINE), StandardCharsets.UTF_8);
        return who.contains(beto.name) || who.contains(caro.name)
                ? Verdict.fail("the killed one is still there: /who")
                : Verdict.pass();
    }

    /** H12: LF and CR LF end a line; nobody sees either. Telnet's own commands are no text. */
    private Verdict lineEnds(Deadline deadline) throws IOException {
        if (profile.framing() != Framing.LINES) return Verdict.notAsked("the profile has no lines");
        return chat.among(2, this::lineEnds).run(deadline);
    }

    private Verdict lineEnds(Crowd crowd) throws IOException {
        ChatPeer ana = crowd.get(0);
        ChatPeer beto = crowd.get(1);
        Set<Boolean> ends = new HashSet<>();
        for (String end : List.of("\n", "\r\n")) {
            String word = Crowd.unseen("fin");
            String text = word + " de línea";
            String said = profile.send("say", Map.of("text", text));
            crowd.send(ana, said.replaceFirst("\r$", "") + end);
            Verdict verdict = crowd.hears(beto, ana, word, text);
            if (verdict.failed()) return verdict;
            for (Line line : beto.lines()) if (line.has(word)) ends.add(line.crLf());
        }
        // the server's lines end as the server likes, but all alike
        if (ends.size() > 1) return Verdict.fail("the CR of a CR LF stays in the text");
        return profile.isOwn() ? commands(crowd, ana, beto) : Verdict.pass();
    }

    private Verdict commands(Crowd crowd, ChatPeer ana, ChatPeer beto) throws IOException {
        String crlf = Crowd.unseen("crlf");
        Map<String, String> told = Profile.values("from", ana.name, "to", beto.name, "text", crlf);
        crowd.send(ana, profile.send("private", told) + "\r\n");
        Verdict command = crowd.sees(beto, crlf, "see-private", told);
        if (command.failed()) return command;
        ana.forget();
        crowd.send(ana, "/who\r\n");
        if (!crowd.gets(ana, line -> line.startsWith(ONLINE)))
            return Verdict.fail("a command that ends in CR LF is not understood: /who");
        // Ctrl-C in telnet: IAC IP, IAC DO TIMING-MARK; then a private message
        byte[] interrupt = {(byte) 255, (byte) 244, (byte) 255, (byte) 253, 6};
        ana.send(interrupt, crowd.deadline);
        String word = Crowd.unseen("telnet");
        Verdict verdict = crowd.reaches(ana, beto, beto.name, word, word);
        return verdict.failed()
                ? Verdict.fail("after Ctrl-C in telnet: " + verdict.detail())
                : verdict;
    }
}
