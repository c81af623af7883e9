package sockets.grade.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files of the folder of results. Each is made anew: what a hand-in may have put under its
 * name, a symbolic link to another file for example, is removed and not followed.
 */
public final class ReportFiles {
    private final Path folder;

    public ReportFiles(Path folder) {
        this.folder = folder;
    }

    /** Removes the file of an earlier run; a folder that has its name gets another one. */
    public void remove(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
            Files.move(file, folder.resolve(name + "." + System.nanoTime()));
        Files.deleteIfExists(file);
    }

    public void write(String name, byte[] bytes) throws IOException {
        // a hand-in may have removed all of it
        Files.createDirectories(folder);
        remove(name);
        Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE_NEW);
    }

    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
