// Cliente de echo UDP: pasos 2 a 6 de la práctica (udp_client.py). Se ejecuta desde el fuente:
//     java udp-echo/lesson/es/UdpClient.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: udp(7), socket(2), sendto(2), recvfrom(2). RFC 768, RFC 862.
//
// Escriba líneas; el fin de la entrada lo termina: Ctrl-D, en Windows Ctrl-Z y Enter.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Un límite de tiempo: si se pierde el datagrama o su respuesta, el cliente espera para siempre
//   (Ctrl-C lo termina). UdpClientSession espera 2 s, y reenvía si se le pide.
// - Una respuesta que llega tarde se toma por la de la línea siguiente. Exchange.
// - Nadie avisa que no hay servidor: eso solo lo sabe un socket conectado. UdpEchoClient
//   (--connect).
// - Los caracteres de control de la respuesta llegan a la terminal. Quote.
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
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            talk(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (is a server there, at that ADDRESS and PORT?)";
            System.err.println("UdpClient: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void talk(SocketAddress server) throws IOException {
        // Por la red el texto va en UTF-8, use lo que use esta terminal.
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));
        ByteBuffer buffer = ByteBuffer.allocate(65507);

        // socket: sin dirección propia; por eso netstat todavía no lo muestra
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
            // sendto: un datagrama; antes del primero el sistema elige un puerto para el socket
            socket.send(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), server);
            System.out.println("sent from " + socket.getLocalAddress());
            SocketAddress sender;
            do {
                buffer.clear();
                // recvfrom: espera un datagrama, de quien sea: por eso miramos quién lo envió
                sender = socket.receive(buffer);
            } while (!sender.equals(server));
            String text = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
            System.out.println("answer: " + text);
        }
        // close: no se envía nada; el servidor no puede saber que este cliente se fue
        socket.close();
    }
}
