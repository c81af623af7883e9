// UDP echo client: steps 2 to 6 of the practical (udp_client.py). Start it from the source:
//     java udp-echo/lesson/en/UdpClient.java [ADDRESS [PORT]]
// Manual pages: udp(7), socket(2), sendto(2), recvfrom(2). RFC 768, RFC 862.
//
// Type lines; the end of input ends it: Ctrl-D, on Windows Ctrl-Z and Enter.
//
// What is left out, at what price, and which class does it:
// - A time limit: if the datagram or its answer is lost, the client waits for ever (Ctrl-C ends
//   it). UdpClientSession waits 2 s, and sends again if asked to.
// - An answer that comes late is taken for the answer to the next line. Exchange.
// - Nobody says that there is no server: only a connected socket is told. UdpEchoClient
//   (--connect).
// - Control characters of the answer reach your terminal. Quote.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

public class UdpClient {
    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        String port = args.length > 1 ? args[1] : "3500";
        try {
            // getaddrinfo: the address of a name
            InetAddress address = InetAddress.getByName(host);
            talk(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // an error is one line, not the trace of all methods that led to it
            String way = " (is a server there, at that ADDRESS and PORT?)";
            System.err.println("UdpClient: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void talk(SocketAddress server) throws IOException {
        // Text is UTF-8 on the network, whatever this terminal uses.
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));
        ByteBuffer buffer = ByteBuffer.allocate(65507);

        // socket: without an address of its own, so netstat does not show it yet
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
            // sendto: one datagram; before the first one the system chooses a port for the socket
            socket.send(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), server);
            System.out.println("sent from " + socket.getLocalAddress());
            SocketAddress sender;
            do {
                buffer.clear();
                // recvfrom: waits until a datagram comes, from anybody: so we look who sent it
                sender = socket.receive(buffer);
            } while (!sender.equals(server));
            String text = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
            System.out.println("answer: " + text);
        }
        // close: nothing is sent; the server cannot know that this client has gone
        socket.close();
    }
}
