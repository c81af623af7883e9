// Servidor de echo TCP, un cliente por vez: paso 7 de la práctica. Se ejecuta desde el fuente:
//     java tcp-echo/lesson/es/TcpServer.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: tcp(7), socket(2), bind(2), listen(2), accept(2), read(2), write(2). RFC 862.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Un cliente que nunca cierra hace esperar a todos los demás; también uno que nunca lee, cuando
//   se llenan los buffers. Esa es la lección de este servidor: ThreadServer y SelectServer son
//   respuestas.
// - Si no se puede aceptar una conexión (no quedan descriptores), el servidor termina.
//   TcpEchoServer espera.
// - Solo IPv4. Addresses.
// - Un error va en palabras de Java, con una misma salida para todos. Failure dice la llamada, y
//   la salida de cada uno.
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
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            serve(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (try another ADDRESS or PORT)";
            System.err.println("TcpServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void serve(SocketAddress address) throws IOException {
        // socket: con la familia; si no, Java crea un socket IPv6 y netstat dice tcp6
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        // setsockopt: para reiniciar enseguida, aunque haya conexiones viejas en TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // bind y listen, los dos en esta llamada: el núcleo pone las conexiones en una cola de 5
        listener.bind(address, 5);
        System.out.println("listening on tcp " + listener.getLocalAddress());

        while (true) {
            // accept: saca una conexión de la cola, o espera una: es un socket nuevo
            SocketChannel client = listener.accept();
            echo(client);
        }
    }

    private static void echo(SocketChannel client) throws IOException {
        SocketAddress peer = client.getRemoteAddress();
        System.out.println(peer + " connected");
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        try {
            // read: lo que llegó hasta ahora, quizá medio mensaje o dos; -1 es el fin del flujo
            while (client.read(buffer) >= 0) {
                buffer.flip();
                // write: puede tomar solo una parte; el resto queda en el buffer
                while (buffer.hasRemaining()) client.write(buffer);
                buffer.clear();
            }
        } catch (IOException e) {
            // Un cliente que corta su conexión (reset) termina solo esa.
            System.err.println(peer + ": " + e.getMessage());
        } finally {
            // close: FIN; sin él la conexión queda en CLOSE_WAIT
            client.close();
        }
        System.out.println(peer + " closed");
    }
}
