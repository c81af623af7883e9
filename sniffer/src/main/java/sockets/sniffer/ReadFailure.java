package sockets.sniffer;

import sockets.common.Failure;

/** A capture file that cannot be read, or not to its end. */
final class ReadFailure extends Failure {
    ReadFailure(String file, String message) {
        super("read", file, "DAMAGED", message);
    }

    /** A file whose frames are of a kind that this program does not take apart. */
    static ReadFailure link(String file, int number) {
        ReadFailure failure =
                new ReadFailure(file, "link type " + number + " is none that is taken apart here");
        failure.hint("hint.read.link");
        return failure;
    }
}
