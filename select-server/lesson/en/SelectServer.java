// TCP echo server with one thread for all clients: step 9 of the practical (server_select.py).
// Start it from the source:
//     java select-server/lesson/en/SelectServer.java [ADDRESS [PORT]]
// Manual pages: select(2), epoll(7) (which Java's Selector uses on Linux), accept(2), fcntl(2).
//
// What is left out, at what price, and which class does it:
// - Reading ahead: while a client's answer is not taken, nothing more is read from it. That is
//   right, but slower than the queue of SelectEchoServer (--max-pending).
// - A limit of clients, and of their silence: each costs a buffer for ever. SelectEchoServer
//   (--max-clients, --idle-timeout).
// - If no connection can be accepted (no descriptors left), the server ends: one that went on
//   would find the same connection at each select. SelectEchoServer looks away for a while.
// - Only IPv4. Addresses.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

public class SelectServer {
    private final Selector selector;
    private final ServerSocketChannel listener;

    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        String port = args.length > 1 ? args[1] : "3500";
        try {
            // getaddrinfo: the address of a name
            InetAddress address = InetAddress.getByName(host);
            new SelectServer(new InetSocketAddress(address, Integer.parseInt(port))).loop();
        } catch (IOException | IllegalArgumentException e) {
            // an error is one line, not the trace of all methods that led to it
            String way = " (try another ADDRESS or PORT)";
            System.err.println("SelectServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private SelectServer(InetSocketAddress address) throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(address, 50);
        System.out.println("listening on tcp " + listener.getLocalAddress());
        selector = Selector.open();
        // fcntl(O_NONBLOCK): no call on this socket may wait, or it would wait for all clients
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        new Thread(SelectServer::endAtALine, "keyboard").start();
    }

    private void loop() throws IOException {
        while (true) {
            // select: the only call that waits, for the listener and all clients together
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                // select only adds to this set: what is done we take out ourselves
                ready.remove();
                if (key.isAcceptable()) accept();
                else serve(key);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        // the client may have gone since select told of it
        if (client == null) return;
        client.configureBlocking(false);
        // the buffer is this client's: what it has sent and has not got back yet
        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16 * 1024));
        System.out.println(client.getRemoteAddress() + " connected");
    }

    private void serve(SelectionKey key) {
        SocketChannel client = (SocketChannel) key.channel();
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        try {
            if (key.isReadable()) {
                // read: what has come so far; -1 is the end of the stream
                if (client.read(buffer) < 0) {
                    close(client, "closed");
                    return;
                }
                buffer.flip();
            }
            // write: takes what fits into the kernel's buffer, maybe nothing, and never waits
            client.write(buffer);
            if (buffer.hasRemaining()) {
                // the rest later, when select says that there is room; nothing is read until then
                key.interestOps(SelectionKey.OP_WRITE);
            } else {
                // OP_WRITE only while something is left: there is nearly always room, and a
                // select that asks for it never waits
                key.interestOps(SelectionKey.OP_READ);
                buffer.clear();
            }
        } catch (IOException e) {
            // A client that resets its connection ends only that one.
            close(client, e.getMessage());
        }
    }

    /** Closes the socket: to cancel the key only would leave the connection in CLOSE_WAIT. */
    private static void close(SocketChannel client, String why) {
        System.out.println(client + " " + why);
        try {
            client.close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
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
