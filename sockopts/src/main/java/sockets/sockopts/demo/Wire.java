package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.Instruction;
import sockets.libc.LibcException;
import sockets.libc.NetInterface;
import sockets.libc.SockaddrLl;

/**
 * The datagrams to a port as they travel on the loopback interface, IPv4 header first: an AF_PACKET
 * socket, packet(7). It needs CAP_NET_RAW; demos use what the receiver is told where they may not
 * have it.
 */
record Wire(Fd fd) implements AutoCloseable {
    private static final int ETH_P_IP = 0x0800;

    /** Opens it; null if that is not permitted. */
    static Wire toPort(int port) throws IOException {
        Fd fd;
        try {
            // protocol 0: nothing comes before bind says from where
            fd = Fd.socket(AF_PACKET, SOCK_DGRAM, 0);
        } catch (LibcException e) {
            if (e.is(Errno.EPERM)) return null;
            throw e;
        }
        fd.attach(filter(port));
        fd.bind(SockaddrLl.of(ETH_P_IP, NetInterface.index("lo")).bytes(), "lo");
        return new Wire(fd);
    }

    /** {@code udp dst port PORT}: whatever else is on lo must not fill the buffer. */
    private static Instruction[] filter(int port) {
        return new Instruction[] {
            // ldb [9], jeq: the protocol is UDP
            new Instruction(0x30, 0, 0, 9),
            new Instruction(0x15, 0, 6, IPPROTO_UDP),
            // ldh [6], jset: not a later fragment, which has no port
            new Instruction(0x28, 0, 0, 6),
            new Instruction(0x45, 4, 0, 0x1fff),
            // ldxb 4*([0]&0xf), ldh [x + 2], jeq: behind the IP header, the port
            new Instruction(0xb1, 0, 0, 0),
            new Instruction(0x48, 0, 0, 2),
            new Instruction(0x15, 0, 1, port),
            Instruction.ret(0x40000),
            Instruction.ret(0)
        };
    }

    /** The next one; null if none comes in time. */
    ByteBuffer next() throws IOException {
        Datagram seen = Datagram.receive(fd, Datagram.PATIENCE_MILLIS);
        // slice: in network order
        return seen == null ? null : seen.message().data().slice();
    }

    @Override
    public void close() {
        fd.close();
    }
}
