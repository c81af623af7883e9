package sockets.chat;

import java.io.IOException;
import sockets.common.console.Console;

/** Where a client's lines come from and go to: a terminal, or pipes. */
interface Screen {
    /** The next line to send, without its end; null at the end of input. */
    String read() throws IOException;

    /** Shows a line of the server; it holds nothing that could control a terminal. */
    void show(String line);

    /** Shows a hint in the user's language. */
    void hint(Console console, String key, Object... arguments);

    /** True if at the end of input nobody waits: all that was sent may still be answered. */
    boolean isPatient();

    /** Nothing more is read: Ctrl-C is a signal again. */
    void endInput();

    /** The terminal is given back, as it was. */
    void close();
}
