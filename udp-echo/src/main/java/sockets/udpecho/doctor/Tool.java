package sockets.udpecho.doctor;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sockets.common.text.Log;
import sockets.common.text.OperatingSystem;

/** Commands of other packages, found as a shell finds them. */
final class Tool {
    private static final int SECONDS = 2;

    private Tool() {}

    /** Where a command is; null if it is neither in PATH nor where Wireshark is installed. */
    static String find(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        String end = OperatingSystem.name().equals("windows") ? ".exe" : "";
        List<String> folders = new ArrayList<>(List.of(path.split(File.pathSeparator)));
        // its installers leave PATH as it is
        folders.add("/Applications/Wireshark.app/Contents/MacOS");
        folders.add(System.getenv().getOrDefault("ProgramFiles", "") + "/Wireshark");
        for (String folder : folders) {
            if (folder.isEmpty()) continue;
            File file = new File(folder, command + end);
            if (file.isFile() && file.canExecute()) return file.getPath();
        }
        return null;
    }

    /** An item for a tool that has several names: one of them is enough. */
    static Item item(String what, String steps, String... commands) {
        List<String> found = Arrays.stream(commands).map(Tool::find).toList();
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
