package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.libc.Fd;

/**
 * A client that binds to an address, without a port, gets one from bind, and nobody else has it
 * then at that address. With IP_BIND_ADDRESS_NO_PORT the port is chosen by connect, when it is
 * known where to: one port serves a connection to each server. IP_LOCAL_PORT_RANGE makes the ports
 * few enough to see it. ip(7).
 */
final class BindAddressNoPort implements Demo {
    private static final Since NO_PORT =
            new Since("4.2", "IP_BIND_ADDRESS_NO_PORT", IPPROTO_IP, 24);
    private static final Since RANGE = new Since("6.3", "IP_LOCAL_PORT_RANGE", IPPROTO_IP, 51);

    private static final int CLIENTS = 4;
    private static final int PORTS = 2;
    private static final int TRIES = 100;

    /** An address of lo that other programs do not use: their ports are not in the way. */
    private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.77", 0);

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd first = Link.listening();
                Fd second = Link.listening()) {
            List<Integer> ports = connect(stage, 0, first, second);
            stage.check(ports.size() == PORTS, "without", ports.size(), CLIENTS, ports);
            ports = connect(stage, 1, first, second);
            stage.check(ports.size() == CLIENTS, "with", ports.size(), CLIENTS, ports);
        }
    }

    /** Connects half of the clients to each server: the ports of those that can. */
    private static List<Integer> connect(Stage stage, int noPort, Fd first, Fd second)
            throws IOException {
        int low = freePorts();
        int high = low + PORTS - 1;
        // the first port in the lower half of the number, the last one in the upper
        ByteBuffer range = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        range.putInt(high << 16 | low);
        List<Fd> clients = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 1; i <= CLIENTS; i++) {
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0);
                clients.add(client);
                // all have the same options
                if (i == 1) stage.tell("client 1", client);
                RANGE.set(client, range.array(), low + "-" + high);
                NO_PORT.set(client, noPort);
                stage.tell("client " + i, client);
                Fd server = i <= CLIENTS / 2 ? first : second;
                String bound = Link.result(() -> client.bind(FROM));
                // without a port there is nothing to connect from
                if (!bound.equals("0")) continue;
                String result = Link.result(() -> client.connect(server.getsockname()));
                if (result.equals("0")) ports.add(client.getsockname().getPort());
            }
        } finally {
            for (Fd client : clients) client.close();
        }
        return ports;
    }

    /** The first of two ports in a row that nobody has, at no address. */
    private static int freePorts() throws IOException {
        for (int i = 0; i < TRIES; i++)
            try (Fd one = Fd.socket(AF_INET, SOCK_STREAM, 0);
                    Fd other = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
                one.bind(new InetSocketAddress("0.0.0.0", 0));
                int port = one.getsockname().getPort();
                // an even one and the odd one behind it: so begins and ends the system's range
                InetSocketAddress next = new InetSocketAddress("0.0.0.0", port ^ 1);
                if (Link.result(() -> other.bind(next)).equals("0")) return port & ~1;
            }
        throw new Failure("bind", "0.0.0.0", Reason.EADDRINUSE, "");
    }
}
