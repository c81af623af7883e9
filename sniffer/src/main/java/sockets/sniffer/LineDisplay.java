package sockets.sniffer;

import sockets.common.Console;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;

/** Lines, handed on in blocks while frames come fast. */
final class LineDisplay implements Display {
    private static final int BLOCK = 64 * 1024;

    private final Console console;
    private final FramePrinter printer;
    private final boolean atOnce;
    private final byte[] block = new byte[BLOCK];
    private int length;

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
        Line line = printer.print(frame);
        if (length + line.length() > BLOCK) handOn();
        if (line.length() > BLOCK) {
            console.lines(line.bytes(), line.length());
        } else {
            System.arraycopy(line.bytes(), 0, block, length, line.length());
            length += line.length();
        }
        if (atOnce) flush();
    }

    private void handOn() {
        if (length > 0) console.lines(block, length);
        length = 0;
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
