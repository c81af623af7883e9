package sockets.chat.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            })
    void whatIsUnknownIsNamed(String line, String wrong) {
        Failure failure = assertThrows(Failure.class, () -> profile(NEEDED + line + "\n"));
        assertTrue(failure.getMessage().contains(": " + wrong), failure.getMessage());
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
            assertTrue(all.size() >= 6);
            for (Path file : all) assertTrue(Profile.of(file).has("say", "see-say"));
        }
    }
}
