package sockets.sniffer;

import java.io.IOException;
import sockets.common.Console;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;

/** Where the frames of a command go: lines, or a JSON document. */
interface Display {
    void show(Frame frame) throws IOException;

    /** No more frames come. */
    default void end() throws IOException {}

    /** As the user wants it. */
    static Display of(Console console, DisplayOptions options) {
        if (options.json()) return new JsonDisplay(console, options.lineBuffered());
        FramePrinter printer = new FramePrinter(options.style(), Colours.wanted());
        return frame -> {
            Line line = printer.print(frame);
            console.lines(line.bytes(), line.length());
            if (options.lineBuffered()) console.flush();
        };
    }
}
