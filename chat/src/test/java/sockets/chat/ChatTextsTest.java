package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.chat.check.ChatCheckCommand;
import sockets.common.Translations;

class ChatTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(Chat.class));
        assertEquals(Set.of(), Translations.differentArguments(Chat.class));
        assertEquals(Set.of(), Translations.withoutForms(Chat.class));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new Chat(),
                        ChatServerCommand.class,
                        ChatClientCommand.class,
                        ChatDemoCommand.class,
                        ChatCheckCommand.class));
    }
}
