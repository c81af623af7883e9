package sockets.trace;

import java.nio.channels.Channel;
import java.nio.channels.spi.AbstractSelectableChannel;

/** A channel that tells its calls. */
interface Traced extends Channel {
    /** The channel of the JDK that makes the calls. */
    AbstractSelectableChannel jdk();

    Descriptor fd();
}
