package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;
import sockets.libc.LibC;
import sockets.sockopts.demo.Demo;

class SockoptsTextsTest {
    @Test
    void everyTextHasBothLanguages() {
        for (Class<?> anchor : List.of(Sockopts.class, Demo.class, LibC.class)) {
            assertEquals(Set.of(), Translations.oneSided(anchor));
            assertEquals(Set.of(), Translations.differentArguments(anchor));
        }
    }

    @Test
    void theHelpHasBothLanguages() {
        assertEquals(
                List.of(),
                Translations.untranslatedHelp(
                        new Sockopts(),
                        ListCommand.class,
                        GetCommand.class,
                        SetCommand.class,
                        ExplainCommand.class,
                        DemoCommand.class));
    }

    @Test
    void everyOptionHasItsMeaningInBothLanguages() {
        Meanings english = new Meanings("en");
        Meanings spanish = new Meanings("es");
        for (SocketOption option : Options.table().all()) {
            assertFalse(english.of(option).isEmpty(), option.name());
            assertFalse(spanish.of(option).isEmpty(), option.name());
            assertNotEquals(english.of(option), spanish.of(option));
        }
    }

    @Test
    void theOptionsOfThePracticalAreExplainedWhole() throws Exception {
        List<String> missing = new ArrayList<>();
        for (SocketOption option : Options.table().all()) {
            if (!option.python311() || !option.name().startsWith("SO_")) continue;
            for (String language : List.of("en", "es")) {
                Meanings meanings = new Meanings(language);
                if (meanings.use(option) == null) missing.add(option + ".use " + language);
                if (meanings.java(option) == null) missing.add(option + ".java " + language);
            }
            for (String suffix : List.of("c", "py"))
                if (new Meanings("en").example(option, suffix) == null)
                    missing.add(option + "." + suffix);
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theReadmeCountsTheOptions() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int count = Options.table().all().size();
        assertTrue(readme.contains("`list` alone shows all " + count + " "), count + " options");
    }

    @Test
    void theTableNamesEachOptionOncePerLevel() {
        Set<String> names = new HashSet<>();
        for (SocketOption option : Options.table().all())
            assertEquals(true, names.add(option.level() + " " + option), option.name());
    }
}
