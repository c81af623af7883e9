package sockets.sniffer;

import sockets.common.text.Failure;

/** A capture file that cannot be read, or not to its end. */
final class ReadFailure extends Failure {
    ReadFailure(String file, String message) {
        super("read", file, "DAMAGED", message);
    }

    /** A file whose frames are of a kind that this program does not take apart. */
    static ReadFailure link(String file, int number) {
        String name =
                switch (number) {
                    case 8 -> " (SLIP)";
                    case 9, 50, 51 -> " (PPP)";
                    case 104 -> " (Cisco HDLC)";
                    case 105, 119, 127, 163, 192 -> " (802.11)";
                    case 107 -> " (Frame Relay)";
                    case 187, 201 -> " (Bluetooth)";
                    case 189, 220, 249 -> " (USB)";
                    case 195, 230 -> " (802.15.4)";
                    case 239 -> " (nflog)";
                    case 253 -> " (netlink)";
                    default -> "";
                };
        ReadFailure failure =
                new ReadFailure(
                        file, "link type " + number + name + " is none that is taken apart here");
        failure.hint("hint.read.link");
        return failure;
    }
}
