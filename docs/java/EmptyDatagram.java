import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A datagram without data, by a connected DatagramChannel and by one that is not. */
class EmptyDatagram {
    public static void main(String[] arguments) throws Exception {
        try (DatagramChannel server = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramChannel client = DatagramChannel.open(StandardProtocolFamily.INET)) {
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            ByteBuffer buffer = ByteBuffer.allocate(100);

            client.connect(server.getLocalAddress());
            SocketAddress connected = client.getLocalAddress();
            // no call to the kernel is made: the next datagram that the server gets is the second
            client.write(ByteBuffer.allocate(0));
            client.write(ByteBuffer.wrap(new byte[4]));
            server.receive(buffer);
            System.out.println("connected: written 0 and 4 bytes, received " + buffer.position());

            server.send(ByteBuffer.allocate(0), connected);
            System.out.println("connected: an empty datagram is read as " + client.read(buffer));

            client.disconnect();
            client.send(ByteBuffer.allocate(0), server.getLocalAddress());
            buffer.clear();
            server.receive(buffer);
            System.out.println("not connected: sent 0 bytes, received " + buffer.position());
        }
    }
}
