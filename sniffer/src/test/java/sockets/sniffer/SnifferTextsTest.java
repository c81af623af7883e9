package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;

class SnifferTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(Sniffer.class));
        assertEquals(Set.of(), Translations.differentArguments(Sniffer.class));
        assertEquals(
                Set.of(),
                Translations.withoutForms(
                        Sniffer.class, "hint.socket.EPERM", "hint.bind.ENETDOWN"));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new Sniffer(),
                        CaptureCommand.class,
                        ReadCommand.class,
                        FlowCommand.class,
                        CheckCommand.class,
                        FilterCommand.class,
                        InterfacesCommand.class));
    }
}
