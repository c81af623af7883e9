package sockets.sniffer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** A file that a command writes packets or a picture to; "-" is standard output, as in tcpdump. */
final class OutputFile {
    private static final String STANDARD = "-";

    private final String name;

    OutputFile(String name) {
        this.name = name;
    }

    /**
     * Refuses to write to the very file that is read, by whatever name, link or redirection: it
     * would be empty before its first packet is read.
     *
     * @param input "-" for standard input
     */
    void refuseSame(String input) throws Failure {
        try {
            Path in = input.equals(STANDARD) ? Path.of("/dev/stdin") : Path.of(input);
            Path out = name.equals(STANDARD) ? Path.of("/dev/stdout") : Path.of(name);
            // a terminal, a pipe or /dev/null may well be both
            if (!Files.isRegularFile(in) || !Files.exists(out) || !Files.isSameFile(in, out))
                return;
        } catch (IOException | InvalidPathException e) {
            // who cannot look at them cannot open them either, and that is told there
            return;
        }
        throw new Same(name);
    }

    private static final class Same extends Failure {
        Same(String name) {
            super("write", name, "SAME", "this is the file that is read");
        }
    }

    OutputStream open() throws Failure {
        if (name.equals(STANDARD)) return new FileOutputStream(FileDescriptor.out);
        try {
            return Files.newOutputStream(Path.of(name));
        } catch (IOException e) {
            throw new Failure("open", name, e);
        }
    }

    /**
     * What a failed write means. A reader that has gone (a pipe that ends) is no failure: there is
     * just nothing more to do.
     *
     * @return null if the reader has gone
     */
    Failure failure(IOException e) {
        if (Reason.of(e) == Reason.EPIPE) return null;
        return e instanceof Failure failure ? failure : new Failure("write", name, e);
    }
}
