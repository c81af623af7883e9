package sockets.udpecho.doctor;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sockets.common.Log;
import sockets.common.Reachable;

/** Commands of other packages, found as a shell finds them. */
final class Tool {
    private static final int SECONDS = 2;

    private Tool() {}

    /** Where a command is; null if it is nowhere in PATH. */
    static String find(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean windows = Reachable.system().equals("windows");
        for (String folder : path.split(File.pathSeparator)) {
            if (folder.isEmpty()) continue;
            File file = new File(folder, windows ? command + ".exe" : command);
            if (file.isFile() && file.canExecute()) return file.getPath();
        }
        return null;
    }

    /** An item for a tool that has several names: one of them is enough. */
    static Item item(String what, String steps, String... commands) {
        List<String> found = java.util.Arrays.stream(commands).map(Tool::find).toList();
        for (String path : found) if (path != null) return Item.ok(what, steps, path);
        return Item.no(what, steps, "not in PATH", what.replace(' ', '-'));
    }

    /** True if a command ends soon, and well. */
    static boolean succeeds(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            if (process.waitFor(SECONDS, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
        } catch (IOException | InterruptedException e) {
            Log.debug("{}", words[0], e);
        }
        return false;
    }
}
