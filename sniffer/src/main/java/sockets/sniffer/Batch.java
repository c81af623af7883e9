package sockets.sniffer;

import java.util.function.Supplier;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.print.FramePrinter;

/**
 * Some frames, copied from the reader's buffer, and the text for them, which any thread can make.
 */
final class Batch implements Supplier<Batch> {
    /** Room for the longest frame, too. */
    private static final int BYTES = 2 * LinkType.SNAPSHOT_LENGTH;

    private static final int FRAMES = 2048;

    private final byte[] bytes = new byte[BYTES];
    private final Frame[] frames = new Frame[FRAMES];
    private final FramePrinter printer;
    private int length;
    private int size;

    Batch(FramePrinter printer) {
        this.printer = printer;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean hasRoom(Frame frame) {
        return size < FRAMES && length + frame.captured() <= BYTES;
    }

    void add(Frame frame) {
        if (frames[size] == null) frames[size] = new Frame();
        System.arraycopy(frame.data(), frame.start(), bytes, length, frame.captured());
        frames[size++].copy(frame, bytes, length);
        length += frame.captured();
    }

    /** Makes the text. */
    @Override
    public Batch get() {
        for (int i = 0; i < size; i++) printer.add(frames[i]);
        return this;
    }

    FramePrinter printer() {
        return printer;
    }

    void clear() {
        size = 0;
        length = 0;
        printer.clear();
    }
}
