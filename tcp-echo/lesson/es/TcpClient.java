// Cliente de echo TCP: paso 7 de la práctica. Se ejecuta desde el fuente:
//     java tcp-echo/lesson/es/TcpClient.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: tcp(7), socket(2), connect(2), read(2), write(2), shutdown(2). RFC 862.
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
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

public class TcpClient {
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 3500;
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));

        // socket: con la familia; si no, Java crea un socket IPv6
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
        // connect: SYN, SYN+ACK, ACK; se nos elige un puerto, y netstat dice ESTABLISHED
        socket.connect(new InetSocketAddress(host, port));
        System.out.println("connected from " + socket.getLocalAddress() + "; Ctrl-D ends.");
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
