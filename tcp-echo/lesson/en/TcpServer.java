// TCP echo server, one client at a time: step 7 of the practical. Start it from the source:
//     java tcp-echo/lesson/en/TcpServer.java [ADDRESS [PORT]]
// Manual pages: tcp(7), socket(2), bind(2), listen(2), accept(2), read(2), write(2). RFC 862.
//
// What is left out, at what price, and which class does it:
// - A client that never closes makes all the others wait; so does one that never reads, when the
//   buffers are full. That is the lesson of this server: ThreadServer and SelectServer are answers.
// - If no connection can be accepted (no descriptors left), the server ends. TcpEchoServer waits.
// - Only IPv4. Addresses.
// - An error is told in Java's words, with one way out for all of them. Failure has the call,
//   and the way out of each.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

public class TcpServer {
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
            System.err.println("TcpServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void serve(SocketAddress address) throws IOException {
        // socket: with the family, or Java makes an IPv6 socket and netstat says tcp6
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        // setsockopt: start again at once, although old connections are still in TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // bind and listen, both in this call: the kernel takes connections into a queue of 5
        listener.bind(address, 5);
        System.out.println("listening on tcp " + listener.getLocalAddress());

        while (true) {
            // accept: takes a connection out of the queue, or waits for one: a new socket
            SocketChannel client = listener.accept();
            echo(client);
        }
    }

    private static void echo(SocketChannel client) throws IOException {
        SocketAddress peer = client.getRemoteAddress();
        System.out.println(peer + " connected");
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        try {
            // read: what has come so far, maybe half a message or two; -1 is the end of the stream
            while (client.read(buffer) >= 0) {
                buffer.flip();
                // write: may take only a part; the rest stays in the buffer
                while (buffer.hasRemaining()) client.write(buffer);
                buffer.clear();
            }
        } catch (IOException e) {
            // A client that resets its connection ends only that one.
            System.err.println(peer + ": " + e.getMessage());
        } finally {
            // close: FIN; without it the connection stays in CLOSE_WAIT
            client.close();
        }
        System.out.println(peer + " closed");
    }
}
