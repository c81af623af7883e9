package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;

class TracerouteTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(Traceroute.class));
        assertEquals(Set.of(), Translations.differentArguments(Traceroute.class));
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(List.of(), Translations.untranslatedHelp(new Traceroute()));
    }
}
