package sockets.sniffer;

import sockets.common.Console;
import sockets.sniffer.file.Frame;

/** x. */
final class JsonDisplay implements Display {
    JsonDisplay(Console console) {}

    @Override
    public void show(Frame frame) {}
}
