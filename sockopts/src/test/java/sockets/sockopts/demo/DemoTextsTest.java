package sockets.sockopts.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Translations;
import sockets.common.text.Texts;

class DemoTextsTest {
    @Test
    void whatOneLanguageSaysTheOtherSaysToo() {
        assertEquals(Set.of(), Translations.oneSided(Demo.class));
        assertEquals(Set.of(), Translations.differentArguments(Demo.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void eachExperimentTellsInFewShortLinesWhatToExpect(String language) {
        Texts texts = new Texts(language, Demo.class);
        for (String name : Demos.names()) {
            assertNotNull(Demos.of(name), name);
            String demo = "demo." + Demos.title(name);
            assertTrue(texts.get(demo + ".title").length() <= 80, name);
            String[] lines = texts.get(demo + ".expect").split("\n");
            assertTrue(lines.length <= 4, name + " has " + lines.length + " lines");
            for (String line : lines) assertTrue(line.length() <= 100, name + ": " + line);
        }
    }
}
