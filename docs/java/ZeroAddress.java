import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** To whom a client connects that is told 0.0.0.0. */
class ZeroAddress {
    public static void main(String[] arguments) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            server.bind(new InetSocketAddress("0.0.0.0", 0));
            int port = server.socket().getLocalPort();
            System.out.println("getLocalHost: " + InetAddress.getLocalHost());
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
                client.connect(new InetSocketAddress("0.0.0.0", port));
                System.out.println("SocketChannel: " + client.getRemoteAddress());
            }
            try (Socket client = new Socket("0.0.0.0", port)) {
                System.out.println("Socket: " + client.getRemoteSocketAddress());
            }
        }
    }
}
