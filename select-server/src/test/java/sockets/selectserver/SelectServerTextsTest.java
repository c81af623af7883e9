package sockets.selectserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;

class SelectServerTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(SelectServer.class));
        assertEquals(Set.of(), Translations.differentArguments(SelectServer.class));
        assertEquals(Set.of(), Translations.withoutForms(SelectServer.class));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new SelectServer(), SelectServerCommand.class, SelectDemoCommand.class));
    }
}
