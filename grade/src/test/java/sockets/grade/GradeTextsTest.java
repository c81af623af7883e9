package sockets.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;

class GradeTextsTest {
    @Test
    void everythingIsSaidInBothLanguages() {
        assertEquals(List.of(), Translations.untranslatedHelp(new Grade()));
        assertEquals(Set.of(), Translations.oneSided(Grade.class));
        assertEquals(Set.of(), Translations.differentArguments(Grade.class));
        assertEquals(Set.of(), Translations.withoutForms(Grade.class));
    }
}
