package sockets.sniffer;

import sockets.common.console.Console;
import sockets.sniffer.fields.FrameFields;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.Line;

/**
 * A JSON document: an array with an object on a line for each packet. The comma stands before an
 * object, not behind the one before it, so that a line is whole as soon as its packet is there.
 * Text is made as bytes, in room that is used again, so that the longest capture needs little.
 */
final class JsonDisplay implements Display {
    private final Console console;
    private final boolean lineBuffered;
    private final FrameFields fields = new FrameFields();
    private final Line text = new Line();
    private boolean behindOne;

    JsonDisplay(Console console, boolean lineBuffered) {
        this.console = console;
        this.lineBuffered = lineBuffered;
        text.character('[');
        endLine();
    }

    @Override
    public void show(Frame frame) {
        if (behindOne) text.character(',');
        behindOne = true;
        fields.write(frame, text);
        endLine();
        if (lineBuffered) console.flush();
    }

    private void endLine() {
        text.character('\n');
        console.lines(text.bytes(), text.length());
        text.clear();
    }

    @Override
    public void flush() {
        console.flush();
    }

    @Override
    public void end() {
        text.character(']');
        endLine();
    }
}
