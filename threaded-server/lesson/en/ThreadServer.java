// TCP echo server, a thread for each client: step 8 of the practical (server_threads.py). Start it
// from the source:
//     java threaded-server/lesson/en/ThreadServer.java [ADDRESS [PORT]]
// Manual pages: tcp(7), accept(2), read(2), write(2), pthreads(7). RFC 862.
//
// What is left out, at what price, and which class does it:
// - A limit of clients: each costs a thread with its stack, and one that says nothing keeps it for
//   ever. ThreadedEchoServer (--max-clients, --idle-timeout).
// - If no connection can be accepted (no descriptors left), the server ends. ThreadedEchoServer
//   waits.
// - Only IPv4. Addresses.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

public class ThreadServer {
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
            System.err.println("ThreadServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void serve(SocketAddress address) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(address, 50);
        System.out.println("listening on tcp " + listener.getLocalAddress());
        new Thread(ThreadServer::endAtALine, "keyboard").start();

        for (int number = 1; ; number++) {
            // accept: waits here, while the clients' threads wait in their reads
            SocketChannel client = listener.accept();
            // the thread has a buffer and a socket of its own: clients share nothing
            new Thread(() -> echo(client), "client-" + number).start();
        }
    }

    private static void echo(SocketChannel client) {
        String name = Thread.currentThread().getName();
        // the end of this block closes the socket, whatever happens: FIN
        try (client) {
            SocketAddress peer = client.getRemoteAddress();
            System.out.println(peer + " connected (" + name + ")");
            ByteBuffer buffer = ByteBuffer.allocate(1024);
            // read: blocks this thread only; -1 is the end of the stream
            while (client.read(buffer) >= 0) {
                buffer.flip();
                // write: a client that does not read blocks its own thread, and no other
                while (buffer.hasRemaining()) client.write(buffer);
                buffer.clear();
            }
        } catch (IOException e) {
            // A client that resets its connection ends only its own thread.
            System.err.println(name + ": " + e.getMessage());
        }
        System.out.println(name + " ends");
    }

    /**
     * As in the course's program, a line typed ends the server; the end of file does not. What
     * clients have sent last may stay unanswered.
     */
    private static void endAtALine() {
        try {
            if (System.in.read() >= 0) System.exit(0);
        } catch (IOException e) {
            System.err.println("keyboard: " + e.getMessage());
        }
    }
}
