package sockets.sniffer;

import java.io.IOException;
import sockets.common.Console;
import sockets.common.Terminal;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.FramePrinter;

/** Where the frames of a command go: lines, or a JSON document. */
interface Display {
    void show(Frame frame) throws IOException;

    /** No more frames come. */
    default void end() throws IOException {}

    /** What was held back leaves: no more frames come at the moment. */
    default void flush() {}

    /** As the user wants it. */
    static Display of(Console console, DisplayOptions options) {
        if (options.json()) return new JsonDisplay(console, options.lineBuffered());
        boolean coloured = Colours.wanted();
        boolean atOnce = options.lineBuffered() || Terminal.is(1);
        return new LineDisplay(console, new FramePrinter(options.style(), coloured), atOnce);
    }
}
