package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.chat.profile.Framing;
import sockets.chat.profile.Profile;

/** Messages with their lengths before them, and a chat that speaks so. */
class LengthSplitterTest {
    private final Somebody ana = new Somebody("a:1");
    private final Somebody beto = new Somebody("b:2");
    private final LengthSplitter splitter = new LengthSplitter();
    private ProfileRoom<Somebody> room;

    @BeforeEach
    void enter(@TempDir Path folder) throws IOException {
        String text = "say = {text}\nsee-say = {from}: {text}\nprivate = /msg {to} {text}\n";
        Path file = Files.writeString(folder.resolve("x.properties"), text);
        room = new ProfileRoom<>(Profile.of(file), (who, old) -> {});
        room.enter(ana);
        room.enter(beto);
    }

    private void take(byte[] bytes) {
        splitter.take(ByteBuffer.wrap(bytes), ana, room);
    }

    @Test
    void messagesMayComeInPiecesAndTogether() {
        byte[] two = Framing.LENGTH32.frame("hola\n\nñandú");
        for (byte each : two) take(new byte[] {each});
        assertEquals(List.of("a:1: hola", "a:1: ñandú"), beto.heard());
        take(two);
        assertEquals(List.of("a:1: hola", "a:1: ñandú"), beto.heard());
    }

    @Test
    void whoSendsALengthThatIsTooLargeLeaves() {
        take(new byte[] {(byte) 0xff, 0, 0, 0, 'a', 'b'});
        assertTrue(ana.hasLeft());
        assertEquals(List.of(), beto.heard());
    }

    @Test
    void halfAPrivateMessageIsSaidToNobody() {
        take(Framing.LENGTH32.frame("/msg beto"));
        assertEquals(List.of(), beto.heard());
        take(Framing.LENGTH32.frame("/m sg"));
        assertEquals(List.of("a:1: /m sg"), beto.heard());
    }
}
