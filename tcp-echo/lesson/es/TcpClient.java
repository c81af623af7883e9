// Cliente de echo TCP: paso 7 de la práctica. Se ejecuta desde el fuente:
//     java tcp-echo/lesson/es/TcpClient.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: tcp(7), socket(2), connect(2), read(2), write(2), shutdown(2). RFC 862.
//
// Escriba líneas; el fin de la entrada lo termina: Ctrl-D, en Windows Ctrl-Z y Enter.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Mirar el socket mientras se escribe: que el servidor cerró se ve recién en la línea siguiente.
//   TcpClientSession mira los dos.
// - Una línea más larga que todos los buffers del camino (algunos megabytes) se traba: la
//   escribimos entera antes de leer, y un servidor de echo deja de leer mientras nadie lee de él.
//   TcpEchoClient.
// - Solo IPv4. Addresses.
// - Los caracteres de control de la respuesta llegan a la terminal. Quote.
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
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            talk(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (is a server there, at that ADDRESS and PORT?)";
            System.err.println("TcpClient: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void talk(SocketAddress server) throws IOException {
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));

        // socket: con la familia; si no, Java crea un socket IPv6
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
        // connect: SYN, SYN+ACK, ACK; se nos elige un puerto, y netstat dice ESTABLISHED
        socket.connect(server);
        System.out.println("connected from " + socket.getLocalAddress());
        for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
            ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
            ByteBuffer in = ByteBuffer.allocate(out.remaining());
            // write: puede tomar solo una parte
            while (out.hasRemaining()) socket.write(out);
            // read: un flujo no tiene mensajes: la respuesta está completa al volver igual cantidad
            while (in.hasRemaining()) {
                int length = socket.read(in);
                System.out.println("read " + length + " bytes");
                if (length < 0) throw new IOException("the server has closed the connection");
            }
            System.out.print("answer: " + StandardCharsets.UTF_8.decode(in.flip()));
        }
        // shutdown: FIN, no tenemos más que decir; el servidor todavía puede enviar
        socket.shutdownOutput();
        // leemos hasta el fin del flujo: un close antes cortaría la conexión (reset)
        ByteBuffer rest = ByteBuffer.allocate(1024);
        while (socket.read(rest) >= 0) rest.clear();
        socket.close();
    }
}
