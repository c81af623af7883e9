package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.spi.SelectorProvider;
import sockets.common.net.Addresses;
import sockets.common.server.BindFailure;
import sockets.common.server.Serving;
import sockets.common.text.Failure;

/**
 * UDP echo server (RFC 862): one socket, one thread and no memory of its clients. Steps 2 to 6 of
 * the practical; udp(7), recvfrom(2), sendto(2).
 */
public final class UdpEchoServer implements Serving.Server {
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final UdpDatagram datagram;
    private final Network network;
    private final UdpServerEvents events;

    /** Opens and binds the socket; it receives from now on, whether or not anybody looks. */
    public UdpEchoServer(
            SelectorProvider sockets,
            InetSocketAddress wanted,
            UdpDatagram datagram,
            Network network,
            UdpServerEvents events)
            throws IOException {
        this.datagram = datagram;
        this.network = network;
        this.events = events;
        // socket: with the family that is meant, or Java opens AF_INET6
        channel = sockets.openDatagramChannel(Addresses.family(wanted));
        try {
            // bind: from now on the kernel keeps what comes to this address
            channel.bind(wanted);
        } catch (IOException e) {
            close();
            throw BindFailure.of("udp", wanted, e);
        }
        address = (InetSocketAddress) channel.getLocalAddress();
        events.boundTo(address);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Answers datagrams until the wanted number has come or the socket is closed. */
    @Override
    public void run() throws IOException {
        while (events.wantsMore()) {
            try {
                // recvfrom: blocks until a datagram comes, and tells who sent it
                SocketAddress client = channel.receive(datagram.empty());
                datagram.received((InetSocketAddress) client);
                events.noteReceived(datagram);
                // the network (a bad one, on purpose, or none between) hands it to answer() below
                if (events.isToAnswer(datagram)) network.pass(datagram.answer(), client, this);
            } catch (PortUnreachableException e) {
                // Windows tells so that the client of an earlier answer has gone: not our affair
                continue;
            } catch (ClosedChannelException e) {
                // close() from another thread: the usual end
                return;
            } catch (IOException e) {
                throw new Failure("recvfrom", Addresses.text(address), e);
            }
        }
        network.finish();
    }

    /** Sends an answer; a client that cannot be reached is that client's affair only. */
    void answer(ByteBuffer answer, SocketAddress client) {
        try {
            // sendto: a datagram of its own; nobody tells whether it arrives
            int length = channel.send(answer, client);
            events.noteSent(length);
        } catch (ClosedChannelException e) {
            // the server has ended meanwhile: the answer is lost, as datagrams may be
            events.noteDropped();
        } catch (IOException e) {
            events.noteFailed(new Failure("sendto", Addresses.text(client), e));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
