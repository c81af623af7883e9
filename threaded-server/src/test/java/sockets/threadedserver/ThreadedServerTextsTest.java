package sockets.threadedserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;

class ThreadedServerTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(ThreadedServer.class));
        assertEquals(Set.of(), Translations.differentArguments(ThreadedServer.class));
        assertEquals(Set.of(), Translations.withoutForms(ThreadedServer.class));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new ThreadedServer(),
                        ThreadedServerCommand.class,
                        ThreadedDemoCommand.class));
    }
}
