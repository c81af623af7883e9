package sockets.chat.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.text.Failure;

class ProfileTest {
    private static final String NEEDED = "say = ALL {text}\nsee-say = {from}: {text}\n";

    @TempDir private Path folder;

    private Profile profile(String text) throws IOException {
        return Profile.of(Files.writeString(folder.resolve("x.properties"), text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "private = TO {who} {text} | unknown placeholder {who} in private",
                "see-left = {nick} left | unknown placeholder {nick} in see-left",
                "nick = N | unknown key nick",
                "history-lines = many | history-lines",
                "text = xml | text is plain or json",
                "frame = length16 | frame is lines or length32",
                "echo = maybe | echo is no or yes",
                "quit = \\u12 | \\u wants four digits",
            })
    void whatIsWrongIsNamedWithItsLine(String line, String wrong) {
        String text = "# mine\nwho = a \\\n  b\n" + NEEDED + line + "\n";
        Failure failure = assertThrows(Failure.class, () -> profile(text));
        String wanted = folder.resolve("x.properties") + ": not a profile: line 6: " + wrong;
        assertTrue(failure.getMessage().endsWith(wanted), failure.getMessage());
    }

    @Test
    void textsOfJsonMayBeWrittenInAnyWay() throws IOException {
        Profile profile =
                profile(
                        "text = json\nsay = {\"say\": \"{text}\"}\n"
                                + "see-say = {\"from\": \"{from}\", \"text\":\"{text}\"}\n");
        Map<String, String> values = Profile.values("from", "ana", "text", "ñ \"a\\b\"  \t😀");
        assertEquals("{\"say\": \"ñ \\\"a\\\\b\\\"  \\u0009😀\"}", profile.send("say", values));
        var seen = profile.see("see-say", values).asMatchPredicate();
        for (String right :
                List.of(
                        "{\"from\":\"ana\",\"text\":\"ñ \\\"a\\\\b\\\"  \\t😀\"}",
                        "{ \"from\" : \"\\u0061na\", \"text\": "
                                + "\"\\u00F1 \\u0022a\\u005Cb\\u0022  \\u0009\\ud83d\\ude00\" }"))
            assertTrue(seen.test(profile.plain(right.getBytes(UTF_8))), right);
        for (String wrong :
                List.of(
                        "{\"from\":\"ana\",\"text\":\"ñ \"a\\b\"  \\t😀\"}",
                        "{\"from\":\"ana\",\"text\":\"ñ \\\"a\\\\b\\\" \\t😀\"}",
                        "{\"from\":\"ana\",\"text\":\"\\u00",
                        "\\")) assertFalse(seen.test(profile.plain(wrong.getBytes(UTF_8))), wrong);
    }

    @Test
    void coloursAreNoPartOfALine() throws IOException {
        byte[] line =
                "\u001b[1;32m<ana>\u001b[0m hola\u001b]0;chat\u0007 \u001b(B!".getBytes(UTF_8);
        assertEquals("<ana> hola !", profile(NEEDED).plain(line));
    }

    @Test
    void bracesOfJsonAreNoPlaceholders() throws IOException {
        Profile profile =
                profile(
                        "say = {\"text\": \"{text}\", \"more\": {}}\n"
                                + "see-say = {\"from\":\"{from}\",*}\n");
        assertEquals(
                "{\"text\": \"hola\", \"more\": {}}",
                profile.send("say", Profile.values("text", "hola")));
        var seen = profile.see("see-say", Profile.values("from", "ana"));
        assertTrue(seen.matcher("{\"from\":\"ana\",\"text\":\"x\"}").matches());
        assertFalse(seen.matcher("{\"from\":\"beto\",\"text\":\"x\"}").matches());
    }

    @Test
    void theProfilesThatComeWithItAreRight() throws IOException {
        try (var files = Files.list(Path.of("profiles"))) {
            List<Path> all = files.toList();
            assertTrue(all.size() >= 10);
            for (Path file : all) assertTrue(Profile.of(file).has("say", "see-say"));
        }
    }
}
