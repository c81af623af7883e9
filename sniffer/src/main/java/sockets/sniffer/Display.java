package sockets.sniffer;

import sockets.common.console.Console;
import sockets.common.console.Terminal;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Style;

/** Where the frames of a command go: lines, or a JSON document. */
interface Display {
    void show(Frame frame);

    /** No more frames come. */
    default void end() {}

    /** What was held back leaves: no more frames come at the moment. */
    default void flush() {}

    /** As the user wants it. */
    static Display of(Console console, DisplayOptions options) {
        return options.json()
                ? new JsonDisplay(console, options.lineBuffered())
                : lines(console, options, options.style(console));
    }

    private static Display lines(Console console, DisplayOptions options, Style style) {
        boolean atOnce = options.lineBuffered() || Terminal.is(1);
        return new LineDisplay(console, new FramePrinter(style, Colours.wanted()), atOnce);
    }

    /** The same for a file, whose frames come as fast as they are taken. */
    static Display ofFile(Console console, DisplayOptions options) {
        if (options.json()) return of(console, options);
        Style style = options.style(console);
        boolean alone = Runtime.getRuntime().availableProcessors() == 1;
        return alone || options.lineBuffered() || Terminal.is(1) || style.needsOrder()
                ? lines(console, options, style)
                : new BatchDisplay(console, style, Colours.wanted());
    }
}
