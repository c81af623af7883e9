package sockets.common.net;

import java.io.IOException;
import java.nio.channels.Pipe;

/** File descriptors, of which a program with many connections may use up all. */
public final class Descriptors {
    private Descriptors() {}

    /**
     * Takes what Java will need. Java 17 opens a descriptor of its own with the first close of a
     * channel: were there none left by then, that would end the program.
     */
    public static void prepare() throws IOException {
        // a pipe, not a socket: those of a program are its own
        Pipe pipe = Pipe.open();
        pipe.source().close();
        pipe.sink().close();
    }
}
