import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What the peer of a socket notices of its shutdownInput. */
class ShutdownInput {
    public static void main(String[] arguments) throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
                SocketChannel peer = SocketChannel.open(StandardProtocolFamily.INET);
                Selector selector = Selector.open()) {
            listener.bind(new InetSocketAddress("127.0.0.1", 0));
            peer.connect(listener.getLocalAddress());
            SocketChannel reader = listener.accept();

            reader.shutdownInput();
            System.out.println("reader: read gives " + reader.read(ByteBuffer.allocate(100)));

            peer.configureBlocking(false);
            peer.register(selector, SelectionKey.OP_WRITE);
            long taken = 0;
            // until it cannot be written to for a second
            while (selector.select(1000) > 0) {
                selector.selectedKeys().clear();
                taken += peer.write(ByteBuffer.allocate(65536));
            }
            System.out.println("peer: no error; stuck after " + taken + " bytes");
            reader.close();
        }
    }
}
