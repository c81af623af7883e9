package sockets.sniffer.file;

import java.io.IOException;

/** A file that is no capture, or not a whole one. */
public final class FileFormatException extends IOException {
    FileFormatException(String message) {
        super(message);
    }
}
