package sockets.common;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the program was started, for lines that the user may type again. */
public final class Started {
    /** The launch script's name as it was typed: the script sets this property. */
    private static final String LAUNCHER = "sockets.launcher";

    /** Where sudo looks for programs on Debian, whatever the PATH of its user is (sudoers(5)). */
    private static final List<String> SECURE_PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private Started() {}

    /**
     * {@code java -jar dist/udp-echo.jar}, or {@code udp-echo} from its launch script; the name
     * alone where there is neither: a test, or classes that were compiled by hand.
     */
    public static String command(String program) {
        return line(program, System.getProperty(LAUNCHER), jar());
    }

    /** Another program of the same folder, to be started in the same way. */
    public static String other(String program) {
        return line(
                program,
                beside(System.getProperty(LAUNCHER), program),
                beside(jar(), program + ".jar"));
    }

    /** What stands behind sudo, whose PATH has neither our scripts nor a Java of the user's own. */
    public static String underSudo(String program) {
        return underSudo(program, System.getProperty(LAUNCHER), jar());
    }

    /** The same for another program. */
    public static String otherUnderSudo(String program) {
        return underSudo(
                program,
                beside(System.getProperty(LAUNCHER), program),
                beside(jar(), program + ".jar"));
    }

    private static String line(String program, String launcher, String jar) {
        if (launcher != null) return word(launcher);
        return jar == null ? program : "java -jar " + word(jar);
    }

    private static String underSudo(String program, String launcher, String jar) {
        if (jar == null) return program;
        String java = System.getProperty("java.home") + "/bin/java";
        for (String folder : SECURE_PATH)
            if (Files.isExecutable(Path.of(folder, "java"))) java = "java";
        if (launcher == null || !java.equals("java")) return word(java) + " -jar " + word(jar);
        return launcher.contains("/") ? word(launcher) : "\"$(command -v " + launcher + ")\"";
    }

    /** The jar as it was named; null if the classes come from elsewhere. */
    private static String jar() {
        String path = System.getProperty("java.class.path", "");
        return path.endsWith(".jar") && !path.contains(File.pathSeparator) ? path : null;
    }

    private static String beside(String path, String name) {
        if (path == null) return null;
        int folder = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return path.substring(0, folder + 1) + name;
    }

    /** A path with a space in it: for the shell one word. */
    private static String word(String path) {
        return path.contains(" ") ? '"' + path + '"' : path;
    }
}
