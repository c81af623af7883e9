package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;

/**
 * No repetition of an option is wrong usage, in any program: as tutorials type them (-nn, -ee), or
 * as an alias and what is typed behind it add up.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class RepeatedOptionsIT {
    /** A line of the help that begins with an option's names, and how its value is called. */
    private static final Pattern OPTION =
            Pattern.compile(" {2,6}((?:-\\w, )?--[a-z0-9-]+|-\\w)(=\\S+)?(?: .*)?");

    private static final Pattern COMMAND = Pattern.compile(" {2}([a-z-]+) {2,}\\S.*");

    private static String jar(String program) {
        return DocumentsIT.ROOT.resolve("dist/" + program + ".jar").toString();
    }

    private static Run run(String program, List<String> words) {
        List<String> command = new ArrayList<>(List.of(Run.java(), "-jar", jar(program)));
        command.addAll(words);
        return Run.of(command, Map.of("COLUMNS", "200"));
    }

    /** Each program, and each of its commands. */
    static List<String> commands() throws Exception {
        List<String> commands = new ArrayList<>();
        for (String program : ReleaseIT.programs()) {
            commands.add(program);
            boolean listed = false;
            for (String line : run(program, List.of("--help")).out()) {
                Matcher command = COMMAND.matcher(line);
                if (listed && command.matches()) commands.add(program + " " + command.group(1));
                listed |= line.equals("Commands:");
            }
        }
        assertTrue(commands.contains("sniffer read"), commands::toString);
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyFlagMayBeRepeated(String command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        String program = words.remove(0);
        words.add("--help");
        List<String> help = run(program, words).out();
        for (String line : help) {
            Matcher option = OPTION.matcher(line);
            if (!option.matches() || option.group(2) != null) continue;
            for (String name : option.group(1).split(", ")) words.addAll(List.of(name, name));
        }
        assertTrue(words.contains("--quiet"), words::toString);
        Run run = run(program, words);
        assertEquals(0, run.exit(), () -> String.join(" ", words));
        assertEquals(help, run.out());
        assertEquals(List.of(), run.err());
    }

    /** Nobody is told of picocli's files of arguments, and a text may begin with @. */
    @ParameterizedTest
    @MethodSource("programs")
    void anArgumentIsTakenAsItStands(String program, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("arguments"), "en\n--version\n");
        Run run = run(program, List.of("--lang", "@" + file));
        assertEquals(2, run.exit(), run.out()::toString);
        assertTrue(run.err().get(0).contains("@" + file), run.err()::toString);
    }

    static List<String> programs() throws Exception {
        return ReleaseIT.programs();
    }

    @Test
    void theyMeanWhatTheyMeanOnceAndTheLastValueCounts() throws Exception {
        String capture = DocumentsIT.ROOT.resolve("docs/captures/udp-echo.pcap").toString();
        List<String> once = run("sniffer", List.of("read", capture, "-neS", "-c", "2")).out();
        for (String words :
                new String[] {
                    "-nneeSS -c 1 -c 2",
                    "-nn -e -e -S -S -c9 -c 2 -s 0",
                    "--numeric -nneSs 1514 --count=1 --count=2",
                    "-n -neS -l -l -s0 -s 65535 -c 1 --count 2"
                }) {
            List<String> typed = new ArrayList<>(List.of("read", capture));
            typed.addAll(List.of(words.split(" ")));
            assertEquals(once, run("sniffer", typed).out(), words);
        }
        assertEquals(2, once.size());
        List<String> list = run("sniffer", List.of("interfaces")).out();
        for (String words :
                new String[] {"-D", "-D -D", "-DD --quiet", "interfaces --debug --debug"})
            assertEquals(list, run("sniffer", List.of(words.split(" "))).out(), words);
        Run trace = run("traceroute", List.of("-nn", "-4", "-4", "-q3", "-q", "1", "127.0.0.1"));
        assertEquals(3, trace.out().get(1).trim().split(" +").length - 1, trace.out().toString());
        List<String> spanish = List.of("--lang", "en", "--help", "--lang=es");
        assertTrue(run("chat", spanish).out().get(0).startsWith("Uso: "), "the last language");
    }
}
