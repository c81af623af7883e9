package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import sockets.libc.Cmsg;
import sockets.libc.Fd;
import sockets.libc.Message;

/** A datagram with the control messages that the kernel gives beside it: recvmsg(2), cmsg(3). */
record Datagram(Message message) {
    static final int PATIENCE_MILLIS = 3000;

    /** Waits for the next one; null if none comes in time. */
    static Datagram receive(Fd fd, int patienceMillis) throws IOException {
        if (!Link.ready(fd, POLLIN, patienceMillis)) return null;
        Message message = new Message(65535, 256);
        fd.recvmsg(message, 0);
        return new Datagram(message);
    }

    /** Waits for one that must come. */
    static Datagram receive(Fd fd) throws IOException {
        Datagram datagram = receive(fd, PATIENCE_MILLIS);
        if (datagram == null) throw new IOException("no datagram came on fd " + fd.number());
        return datagram;
    }

    /** The control message of an option; null if there is none. */
    ByteBuffer beside(int level, int type) {
        for (Cmsg cmsg : message.cmsgs())
            if (cmsg.level() == level && cmsg.type() == type) return cmsg.data();
        return null;
    }

    int length() {
        return message.data().limit();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(message.data().duplicate()).toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
