// UDP echo server: steps 2 to 6 of the practical (udp_server.py). Start it from the source:
//     java udp-echo/lesson/en/UdpServer.java [ADDRESS [PORT]]
// Manual pages: udp(7), socket(2), bind(2), recvfrom(2), sendto(2). RFC 768, RFC 862.
//
// What is left out, at what price, and which class does it:
// - Only IPv4: an IPv6 address is refused. Addresses.
// - Whoever asks is answered: two echo servers can be made to answer each other for ever.
//   UdpServerEvents.
// - What comes is not printed as text: a sender could control your terminal. Quote.
// - An error before the loop ends in Java's stack trace, not in one line. Failure.
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

public class UdpServer {
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 3500;

        // socket: with the family, or Java makes an IPv6 socket and netstat says udp6
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        // bind: the socket gets its address; from now on netstat -uln shows it
        socket.bind(new InetSocketAddress(host, port));
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
