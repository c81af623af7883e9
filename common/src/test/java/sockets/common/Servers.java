package sockets.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Servers in Python, right and wrong ones, that check is tested with. */
public final class Servers {
    private final List<String> python;

    /** The script beside the tests: it has a {@code --list} and takes MODE PORT. */
    public Servers(Class<?> test, String resource) {
        int name = resource.lastIndexOf('/') + 1;
        String module = resource.substring(name).replace(".py", "");
        // what the scripts share is in a folder or in a jar: Python imports from both
        String path = folder(Servers.class, "/servers/modes.py") + ":" + folder(test, resource);
        // as a module, since only those are compiled once; -S: nothing installed is asked for
        python = List.of("env", "PYTHONPATH=" + path, Interpreter.PATH, "-S", "-m", module);
    }

    private static String folder(Class<?> test, String resource) {
        String file = test.getResource(resource).toString();
        file = file.replaceFirst("^(jar:)?file:", "").replace("!/", "/");
        return file.substring(0, file.lastIndexOf('/'));
    }

    /** Python itself: the python3 of the PATH may be a script that looks for it at every start. */
    public static String python() {
        return Interpreter.PATH;
    }

    private static final class Interpreter {
        static final String PATH = path();

        private static String path() {
            Tools.need("python3");
            try {
                return Run.of("python3", "-c", "import sys; print(sys.executable)").out().get(0);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A mode of the script. */
    public record Mode(String name, String kind, String about) {
        public boolean isRight() {
            return kind.startsWith("right");
        }

        @Override
        public String toString() {
            return kind + " " + name + ": " + about;
        }
    }

    public List<Mode> modes() throws InterruptedException {
        return Run.of(words("--list"), Map.of()).out().stream()
                .map(line -> line.split("\t"))
                .map(words -> new Mode(words[0], words[1], words[2]))
                .toList();
    }

    public List<String> command(String mode, String port) {
        return words(mode, port);
    }

    private List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(python);
        words.addAll(List.of(arguments));
        return words;
    }

    /** Starts a mode and waits until it is bound. */
    public Run start(String mode, String port) throws InterruptedException {
        Run server = Run.of(command(mode, port), Map.of());
        server.awaitOut("ready");
        return server;
    }

    /** A port for both protocols that no other test has, of this suite or of one beside it. */
    public static String freePort() {
        return String.valueOf(FreePorts.next());
    }
}
