package sockets.harness.load;

import java.io.Closeable;
import java.io.IOException;
import sockets.common.text.Failure;

/** The sockets that put load on a server. */
public interface Generator extends Closeable {
    /**
     * Keeps so many fresh connections busy until the meter says that it is enough, and closes them.
     * What ends a single connection is an error for the meter; what it throws ends all.
     *
     * @param rate requests a second; 0 for as many as there is room for
     */
    void run(int connections, int rate, Meter meter) throws IOException;

    /** Ends a wait, from another thread. */
    void wakeup();

    /** What is told when nothing at all was answered. */
    Failure silence();
}
