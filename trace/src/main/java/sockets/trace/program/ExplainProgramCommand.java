package sockets.trace.program;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Texts;
import sockets.trace.Explained;
import sockets.trace.Tracer;

/** {@code explain}: runs any program in Java, and tells the calls of its channels. */
@Command(
        name = "explain",
        description = {
            "Run a program in Java, and explain the socket calls of its channels (java.nio).",
            "FILE.java is compiled first, as java FILE.java does it; CLASS is looked for in PATH."
        },
        sortOptions = false)
public final class ExplainProgramCommand implements Callable<Integer>, Program.TakesArguments {
    @Option(
            names = {"-cp", "--class-path"},
            paramLabel = "PATH",
            defaultValue = "",
            description = "Where the program's classes are: folders and jars.")
    private String classPath;

    @Parameters(
            index = "0",
            paramLabel = "FILE.java|CLASS",
            descriptionKey = "explain-program",
            description = "The program.")
    private String program;

    @Parameters(
            index = "1..*",
            paramLabel = "ARGUMENTS",
            descriptionKey = "explain-arguments",
            description = "The program's own.")
    private List<String> arguments = List.of();

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        boolean source = program.endsWith(".java");
        JavaFile file = source ? compile() : new JavaFile(program, Map.of());
        String side = file.main().substring(file.main().lastIndexOf('.') + 1);
        Explained lines = new Explained(new Texts(console.texts().language()), console::note);
        ProgramProvider.use(new Tracer(side, lines));
        ProgramLoader loader =
                new ProgramLoader(
                        file.classes(),
                        classPath,
                        (name, used) -> console.hint("trace.unseen", name, used));
        Method main = main(loader, file.main());
        Thread.currentThread().setContextClassLoader(loader);
        // what goes wrong in the program's threads is told as Java tells it
        Thread.setDefaultUncaughtExceptionHandler(null);
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            console.flush();
            System.err.print("Exception in thread \"main\" ");
            e.getCause().printStackTrace();
            awaitThreads();
            return Program.FAILED;
        } catch (IllegalAccessException e) {
            throw new Failure("load", program, new NoSuchFileException(e.getMessage()));
        }
        awaitThreads();
        return Program.DONE;
    }

    private JavaFile compile() throws IOException {
        Path file = Path.of(program);
        if (!Files.exists(file))
            throw new Failure("open", program, new NoSuchFileException(program));
        return JavaFile.compile(file, classPath);
    }

    private Method main(ProgramLoader loader, String name) throws Failure {
        try {
            Method main = loader.loadClass(name).getMethod("main", String[].class);
            if (Modifier.isStatic(main.getModifiers())) {
                main.setAccessible(true);
                return main;
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // told below
        }
        throw new JavaFile.NotCompiled(Path.of(program), "no public static void main(String[])")
                .hint("hint.trace.main");
    }

    /** As Java does: the program goes on as long as one of its threads does. */
    private static void awaitThreads() {
        for (Thread thread = next(); thread != null; thread = next()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Thread next() {
        for (Thread thread : Thread.getAllStackTraces().keySet())
            if (thread != Thread.currentThread() && !thread.isDaemon() && thread.isAlive())
                return thread;
        return null;
    }
}
