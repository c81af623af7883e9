package sockets.sniffer;

import sockets.common.console.Terminal;

/** Whether lines may be coloured: on a terminal, and not with NO_COLOR (no-color.org). */
final class Colours {
    private Colours() {}

    static boolean wanted() {
        String no = System.getenv("NO_COLOR");
        return Terminal.is(1) && (no == null || no.isEmpty());
    }
}
