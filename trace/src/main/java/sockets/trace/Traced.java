package sockets.trace;

import java.nio.channels.spi.AbstractSelectableChannel;

/** A channel that tells its calls. */
interface Traced {
    /** The channel of the JDK that makes the calls. */
    AbstractSelectableChannel jdk();

    Descriptor fd();
}
