package sockets.grade.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import sockets.common.text.Log;

/** The picture of a capture, as {@code sniffer flow --svg} draws it; empty if it cannot. */
public final class Ladders implements Function<Path, String> {
    private static final int SECONDS = 30;
    private static final int MOST = 1 << 20;

    private final Path dist;

    /**
     * @param dist the folder of the jars
     */
    public Ladders(Path dist) {
        this.dist = dist;
    }

    @Override
    public String apply(Path capture) {
        try {
            Path picture = Files.createTempFile("sockets-", ".svg");
            try {
                return draw(capture, picture);
            } finally {
                Files.deleteIfExists(picture);
            }
        } catch (IOException e) {
            Log.debug("flow {}", capture, e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private String draw(Path capture, Path picture) throws IOException, InterruptedException {
        List<String> words =
                List.of(
                        Attempt.java(),
                        "-jar",
                        dist.resolve("sniffer.jar").toString(),
                        "flow",
                        "--quiet",
                        "--svg",
                        picture.toString(),
                        capture.toAbsolutePath().toString());
        Process process =
                new ProcessBuilder(words)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "";
        }
        return process.exitValue() == 0 && Files.size(picture) <= MOST
                ? Files.readString(picture)
                : "";
    }
}
