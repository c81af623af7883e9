package sockets.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.text.Texts;

class LanguageTest {
    private static String of(Map<String, String> environment, String... args) {
        return Language.of(args, environment);
    }

    @Test
    void theFirstVariableThatIsSetDecides() {
        assertEquals("es", of(Map.of("LANG", "es_AR.UTF-8")));
        assertEquals("en", of(Map.of("LC_ALL", "C", "LANG", "es_AR.UTF-8")));
        assertEquals("es", of(Map.of("LC_ALL", "", "LC_MESSAGES", "es", "LANG", "en_US")));
        assertEquals("en", of(Map.of()));
    }

    @Test
    void theOptionGoesBeforeAll() {
        assertEquals("en", of(Map.of("LANG", "es_AR"), "client", "--lang", "en"));
        assertEquals("es", of(Map.of("LANG", "C"), "--lang=es", "client"));
        assertEquals("en", of(Map.of("LANG", "C"), "--lang", "es", "client", "--lang=en"));
        assertEquals("en", of(Map.of("LANG", "C"), "check", "--", "server", "--lang", "es"));
    }

    @Test
    void commonHasBothLanguages() {
        assertEquals(Set.of(), Translations.oneSided(Texts.class));
        assertEquals(Set.of(), Translations.differentArguments(Texts.class));
        assertEquals(Set.of(), Translations.withoutForms(Texts.class, "hint.loopback"));
    }

    @Test
    void argumentsThatJavaCouldNotDecodeAreTakenFromTheKernel() {
        String[] broken = {"client", "-m", "\ufffd\ufffdand\ufffd\ufffd"};
        String[] words = {"java", "-jar", "x.jar", "client", "-m", "ñandú", ""};
        assertArrayEquals(new String[] {"client", "-m", "ñandú"}, Arguments.recover(broken, words));
    }

    @Test
    void argumentsStayWhereTheCommandLineIsNotWhatWasExpected() {
        String[] args = {"client", "\ufffd"};
        assertArrayEquals(args, Arguments.recover(args, new String[] {"java", "other", "ñ", ""}));
        assertArrayEquals(args, Arguments.recover(args, new String[] {"ñ", ""}));
    }
}
