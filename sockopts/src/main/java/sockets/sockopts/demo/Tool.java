package sockets.sockopts.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A program of the system, which may not be installed: ss, tc. */
final class Tool {
    private Tool() {}

    /**
     * Runs it in the network of this thread; what it prints, in one line.
     *
     * @param missing the text for who has not installed it: the experiment is skipped
     */
    static String run(String missing, String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new Demo.Skipped(missing);
        }
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        return new String(out, StandardCharsets.UTF_8).replaceAll("\\s+", " ").trim();
    }
}
