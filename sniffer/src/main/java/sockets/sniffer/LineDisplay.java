package sockets.sniffer;

import sockets.common.console.Console;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;
import sockets.sniffer.print.LineJoiner;

/** Lines, handed on in blocks while frames come fast. */
final class LineDisplay implements Display {
    private static final int BLOCK = 64 * 1024;

    private final Console console;
    private final FramePrinter printer;
    private final boolean atOnce;
    private final LineJoiner joiner = new LineJoiner();

    /**
     * @param atOnce true to hold no line back
     */
    LineDisplay(Console console, FramePrinter printer, boolean atOnce) {
        this.console = console;
        this.printer = printer;
        this.atOnce = atOnce;
    }

    @Override
    public void show(Frame frame) {
        printer.add(frame);
        if (atOnce) flush();
        else if (printer.text().length() > BLOCK) handOn();
    }

    private void handOn() {
        Line lines = joiner.join(printer);
        if (lines.length() > 0) console.lines(lines.bytes(), lines.length());
        printer.clear();
    }

    @Override
    public void flush() {
        handOn();
        console.flush();
    }

    @Override
    public void end() {
        flush();
    }
}
