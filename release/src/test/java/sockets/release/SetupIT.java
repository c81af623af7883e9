package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sockets.common.Run;

/** What ./try and ./test say before there is a program. */
class SetupIT {
    private static List<String> said(String language, String before) throws Exception {
        String script = ". ../scripts/setup.sh; " + before + " say english español";
        try (Run run = Run.of(List.of("bash", "-c", script), Map.of("LANG", language))) {
            assertEquals(0, run.exit(), run.err()::toString);
            return run.err();
        }
    }

    @Test
    void isInTheLanguageOfTheUser() throws Exception {
        assertEquals(List.of("== español"), said("es_AR.UTF-8", ""));
        assertEquals(List.of("== english"), said("C.UTF-8", ""));
        // as ./try has it of --lang
        assertEquals(List.of("== español"), said("C.UTF-8", "language=es;"));
    }
}
