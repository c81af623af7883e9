package sockets.grade.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sockets.common.text.Quote;

/** Tries whether a command works here. */
final class Trial {
    /** A machine that is busy makes a few namespaces in less. */
    private static final int SECONDS = 30;

    private static final int MOST_OUTPUT = 64 * 1024;

    private Trial() {}

    /** The program of this name, where programs are, or null. */
    static String path(String name) {
        String folders = System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin";
        for (String folder : folders.split(":")) {
            File file = new File(folder, name);
            // one in the current folder could be a student's
            if (file.isAbsolute() && file.isFile() && file.canExecute()) return file.getPath();
        }
        return null;
    }

    /** Runs it to its end: the last line that it printed if it fails, or null. */
    static Said run(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS))
                return new Said("endless", words.get(0), SECONDS);
            if (process.exitValue() == 0) return null;
            String last = lastLine(process.getInputStream());
            if (!last.isEmpty()) return Said.raw(last);
            return new Said("status", words.get(0), process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastLine(InputStream output) throws IOException {
        String text = new String(output.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : Quote.line(lines.get(lines.size() - 1).strip());
    }
}
