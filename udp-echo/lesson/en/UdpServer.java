// UDP echo server: steps 2 to 6 of the practical (udp_server.py). Start it from the source:
//     java udp-echo/lesson/en/UdpServer.java [ADDRESS [PORT]]
// Manual pages: udp(7), socket(2), bind(2), recvfrom(2), sendto(2). RFC 768, RFC 862.
//
// What is left out, at what price, and which class does it:
// - Only IPv4: an IPv6 address is refused. Addresses.
// - Whoever asks is answered: two echo servers can be made to answer each other for ever.
//   UdpServerEvents.
// - What comes is not printed as text: a sender could control your terminal. Quote.
// - An error is told in Java's words, with one way out for all of them. Failure has the call,
//   and the way out of each.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

public class UdpServer {
    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        String port = args.length > 1 ? args[1] : "3500";
        try {
            // getaddrinfo: the address of a name
            InetAddress address = InetAddress.getByName(host);
            serve(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // an error is one line, not the trace of all methods that led to it
            String way = " (try another ADDRESS or PORT)";
            System.err.println("UdpServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void serve(SocketAddress address) throws IOException {
        // socket: with the family, or Java makes an IPv6 socket and netstat says udp6
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        // bind: the socket gets its address; from now on netstat -uln shows it
        socket.bind(address);
        System.out.println("bound to udp " + socket.getLocalAddress());

        // The largest datagram has 65507 bytes: of a longer one the rest would be lost in silence.
        ByteBuffer buffer = ByteBuffer.allocate(65507);
        while (true) {
            buffer.clear();
            // recvfrom: waits until a datagram comes, and tells who sent it
            SocketAddress client = socket.receive(buffer);
            buffer.flip();
            System.out.println(client + " " + buffer.remaining() + " bytes");
            try {
                // sendto: the answer is a new datagram; there is no connection
                socket.send(buffer, client);
            } catch (IOException e) {
                // No way to this client, or no port 0: the others are still served.
                System.err.println("sendto " + client + ": " + e.getMessage());
            }
        }
    }
}
