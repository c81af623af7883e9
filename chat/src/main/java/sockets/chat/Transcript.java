package sockets.chat;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import sockets.common.text.Failure;

/** A file with everything that was said, each line with its time; {@code >} is what we sent. */
final class Transcript implements Closeable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final Path file;
    private final Writer out;

    /**
     * @param file is appended to; null for no transcript
     */
    Transcript(Path file) throws Failure {
        this.file = file;
        try {
            out =
                    file == null
                            ? Writer.nullWriter()
                            : Files.newBufferedWriter(
                                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Failure("open", file, e);
        }
    }

    synchronized void line(char direction, String line) throws Failure {
        try {
            out.write(TIME.format(LocalDateTime.now()) + " " + direction + " " + line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new Failure("write", file, e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
