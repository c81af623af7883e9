package sockets.sniffer.live;

import java.io.IOException;
import sockets.sniffer.file.Frame;

/** Frames as they come from an interface. */
public interface LiveSource extends AutoCloseable {
    /** The next frame; null if none came for some time, a tenth of a second. */
    Frame next() throws IOException;

    /**
     * True while the interface is down: no frame comes until it is up again. An exception if it is
     * gone.
     */
    boolean isDown() throws IOException;

    /** Asks the kernel how many frames passed the filter and how many were lost since the start. */
    void updateCounts() throws IOException;

    /** Frames that passed the filter in the kernel, lost ones included. */
    long received();

    /** Frames for which there was no room. */
    long dropped();

    @Override
    void close();
}
