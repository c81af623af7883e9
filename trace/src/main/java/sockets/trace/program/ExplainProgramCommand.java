package sockets.trace.program;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
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
        Explained lines = new Explained(new Texts(console.texts().language()), null, console::note);
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
            start(main, loader.loadClass(file.main()), arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            console.flush();
            System.err.print("Exception in thread \"main\" ");
            e.getCause().printStackTrace();
            awaitThreads();
            return Program.FAILED;
        } catch (ReflectiveOperationException e) {
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

    /** main as Java looks for it: of an object and without arguments from 25 on (JEP 512). */
    private Method main(ProgramLoader loader, String name) throws Failure {
        boolean any = Runtime.version().feature() >= 25;
        for (Class<?>[] parameters : new Class<?>[][] {{String[].class}, {}}) {
            Method main = find(loader, name, parameters);
            if (main == null || Modifier.isPrivate(main.getModifiers())) continue;
            int kind = main.getModifiers() & (Modifier.PUBLIC | Modifier.STATIC);
            boolean classic = kind == (Modifier.PUBLIC | Modifier.STATIC) && parameters.length == 1;
            if (classic || any) return main;
        }
        throw new JavaFile.NotCompiled(Path.of(program), "no public static void main(String[])")
                .hint("hint.trace.main");
    }

    private static Method find(ProgramLoader loader, String name, Class<?>... parameters) {
        try {
            Class<?> type = loader.loadClass(name);
            for (; type != null; type = type.getSuperclass())
                for (Method method : type.getDeclaredMethods())
                    if (method.getName().equals("main")
                            && Arrays.equals(method.getParameterTypes(), parameters)) return method;
        } catch (ReflectiveOperationException | LinkageError e) {
            // there is none
        }
        return null;
    }

    private static void start(Method main, Class<?> type, String[] arguments)
            throws ReflectiveOperationException {
        main.setAccessible(true);
        Object object = null;
        if (!Modifier.isStatic(main.getModifiers())) {
            Constructor<?> maker = type.getDeclaredConstructor();
            maker.setAccessible(true);
            object = maker.newInstance();
        }
        if (main.getParameterCount() == 0) main.invoke(object);
        else main.invoke(object, (Object) arguments);
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
