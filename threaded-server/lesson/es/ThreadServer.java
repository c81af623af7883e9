// Servidor de echo TCP, un hilo por cliente: paso 8 de la práctica (server_threads.py). Se ejecuta
// desde el fuente:
//     java threaded-server/lesson/es/ThreadServer.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: tcp(7), accept(2), read(2), write(2), pthreads(7). RFC 862.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Un límite de clientes: cada uno cuesta un hilo con su pila, y uno que no dice nada lo retiene
//   para siempre. ThreadedEchoServer (--max-clients, --idle-timeout).
// - Si no se puede aceptar una conexión (no quedan descriptores), el servidor termina.
//   ThreadedEchoServer espera.
// - Solo IPv4. Addresses.
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
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            serve(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
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
            // accept: se espera aquí, mientras los hilos de los clientes esperan en su read
            SocketChannel client = listener.accept();
            // el hilo tiene su buffer y su socket: los clientes no comparten nada
            new Thread(() -> echo(client), "client-" + number).start();
        }
    }

    private static void echo(SocketChannel client) {
        String name = Thread.currentThread().getName();
        // el final de este bloque cierra el socket, pase lo que pase: FIN
        try (client) {
            SocketAddress peer = client.getRemoteAddress();
            System.out.println(peer + " connected (" + name + ")");
            ByteBuffer buffer = ByteBuffer.allocate(1024);
            // read: bloquea solo este hilo; -1 es el fin del flujo
            while (client.read(buffer) >= 0) {
                buffer.flip();
                // write: un cliente que no lee bloquea su propio hilo, y ningún otro
                while (buffer.hasRemaining()) client.write(buffer);
                buffer.clear();
            }
        } catch (IOException e) {
            // Un cliente que corta su conexión (reset) termina solo su hilo.
            System.err.println(name + ": " + e.getMessage());
        }
        System.out.println(name + " ends");
    }

    /**
     * Como en el programa de la cátedra, una línea tecleada termina el servidor; el fin de archivo
     * no. Lo último que enviaron los clientes puede quedar sin respuesta.
     */
    private static void endAtALine() {
        try {
            if (System.in.read() >= 0) System.exit(0);
        } catch (IOException e) {
            System.err.println("keyboard: " + e.getMessage());
        }
    }
}
