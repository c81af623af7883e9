// Servidor de echo UDP: pasos 2 a 6 de la práctica (udp_server.py). Se ejecuta desde el fuente:
//     java udp-echo/lesson/es/UdpServer.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: udp(7), socket(2), bind(2), recvfrom(2), sendto(2). RFC 768, RFC 862.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Solo IPv4: una dirección IPv6 se rechaza. Addresses.
// - Se responde a cualquiera: a dos servidores de echo se los puede hacer responderse el uno al
//   otro para siempre. UdpServerEvents.
// - Lo que llega no se muestra como texto: quien envía podría controlar la terminal. Quote.
// - Un error va en palabras de Java, con una misma salida para todos. Failure dice la llamada, y
//   la salida de cada uno.
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
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            serve(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (try another ADDRESS or PORT)";
            System.err.println("UdpServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void serve(SocketAddress address) throws IOException {
        // socket: con la familia; si no, Java crea un socket IPv6 y netstat dice udp6
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        // bind: el socket recibe su dirección; desde ahora netstat -uln lo muestra
        socket.bind(address);
        System.out.println("bound to udp " + socket.getLocalAddress());

        // El datagrama más grande tiene 65507 bytes: en un buffer más corto se perdería el resto.
        ByteBuffer buffer = ByteBuffer.allocate(65507);
        while (true) {
            buffer.clear();
            // recvfrom: espera hasta que llegue un datagrama, y dice quién lo envió
            SocketAddress client = socket.receive(buffer);
            buffer.flip();
            System.out.println(client + " " + buffer.remaining() + " bytes");
            try {
                // sendto: la respuesta es un datagrama nuevo; no hay conexión
                socket.send(buffer, client);
            } catch (IOException e) {
                // A este cliente no se llega: a los demás se los sigue atendiendo.
                System.err.println("sendto " + client + ": " + e.getMessage());
            }
        }
    }
}
