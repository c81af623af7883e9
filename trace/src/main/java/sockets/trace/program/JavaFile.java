package sockets.trace.program;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import sockets.common.text.Failure;

/**
 * A program in one file, compiled into memory, as {@code java FILE.java} does it: its first class
 * has main.
 */
record JavaFile(String main, Map<String, byte[]> classes) {

    /** What the compiler says of a file, or that there is none. */
    static final class NotCompiled extends Failure {
        NotCompiled(Path file, String why) {
            super("javac", file, "", why);
        }
    }

    /** Classes go into memory instead of files. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("memory:/" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }

    /**
     * Compiles.
     *
     * @param classPath of what it uses; may be empty
     * @throws Failure if there is no compiler, or with what the compiler says
     */
    static JavaFile compile(Path file, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null)
            throw new NotCompiled(file, "this Java has no compiler").hint("hint.trace.jdk");
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Memory memory = new Memory(files)) {
            List<String> options = new ArrayList<>(List.of("-proc:none", "-cp", classPath));
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(file);
            JavacTask task =
                    (JavacTask) compiler.getTask(said, memory, null, options, null, sources);
            String main = null;
            for (CompilationUnitTree unit : task.parse()) main = first(unit);
            task.generate();
            Map<String, byte[]> classes = new HashMap<>();
            memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            if (main == null || !classes.containsKey(main))
                throw new NotCompiled(file, "\n" + said.toString().strip());
            return new JavaFile(main, classes);
        }
    }

    private static String first(CompilationUnitTree unit) {
        String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        for (Tree type : unit.getTypeDecls())
            if (type instanceof ClassTree tree) return prefix + tree.getSimpleName();
        return null;
    }
}
