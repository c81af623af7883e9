// TCP echo client: step 7 of the practical. Start it from the source:
//     java tcp-echo/lesson/en/TcpClient.java [ADDRESS [PORT]]
// Manual pages: tcp(7), socket(2), connect(2), read(2), write(2), shutdown(2). RFC 862.
//
// Type lines; the end of input ends it: Ctrl-D, on Windows Ctrl-Z and Enter.
//
// What is left out, at what price, and which class does it:
// - Looking at the socket while you type: that the server has closed is seen at the next line
//   only. TcpClientSession watches both.
// - A line longer than all the buffers on the way (some megabytes) hangs: we write all of it
//   before we read, and an echo server stops reading while nobody reads from it. TcpEchoClient.
// - Only IPv4. Addresses.
// - Control characters of the answer reach your terminal. Quote.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

public class TcpClient {
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
            System.err.println("TcpClient: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void talk(SocketAddress server) throws IOException {
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));

        // socket: with the family, or Java makes an IPv6 socket
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
        // connect: SYN, SYN+ACK, ACK; a port is chosen for us, and netstat says ESTABLISHED
        socket.connect(server);
        System.out.println("connected from " + socket.getLocalAddress());
        for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
            ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
            ByteBuffer in = ByteBuffer.allocate(out.remaining());
            // write: may take only a part
            while (out.hasRemaining()) socket.write(out);
            // read: a stream has no messages: the answer is whole when as many bytes are back
            while (in.hasRemaining()) {
                int length = socket.read(in);
                System.out.println("read " + length + " bytes");
                if (length < 0) throw new IOException("the server has closed the connection");
            }
            System.out.print("answer: " + StandardCharsets.UTF_8.decode(in.flip()));
        }
        // shutdown: FIN, we have no more to say; the server may still send
        socket.shutdownOutput();
        // read until the end of the stream: a close before it would reset the connection
        ByteBuffer rest = ByteBuffer.allocate(1024);
        while (socket.read(rest) >= 0) rest.clear();
        socket.close();
    }
}
