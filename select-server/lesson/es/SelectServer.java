// Servidor de echo TCP con un hilo para todos los clientes: paso 9 de la práctica
// (server_select.py). Se ejecuta desde el fuente:
//     java select-server/lesson/es/SelectServer.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: select(2), epoll(7) (que el Selector de Java usa en Linux), accept(2),
// fcntl(2).
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Leer por adelantado: mientras un cliente no toma su respuesta no se lee más de él. Es
//   correcto, pero más lento que la cola de SelectEchoServer (--max-pending).
// - Un límite de clientes, y de su silencio: cada uno cuesta un buffer para siempre.
//   SelectEchoServer (--max-clients, --idle-timeout).
// - Si no se puede aceptar una conexión (no quedan descriptores), el servidor termina: si siguiera,
//   encontraría la misma conexión en cada select. SelectEchoServer mira para otro lado un rato.
// - Solo IPv4. Addresses.
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
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            new SelectServer(new InetSocketAddress(address, Integer.parseInt(port))).loop();
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
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
        // fcntl(O_NONBLOCK): ninguna llamada debe esperar, o harían esperar a todos los clientes
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        new Thread(SelectServer::endAtALine, "keyboard").start();
    }

    private void loop() throws IOException {
        while (true) {
            // select: la única llamada que espera, por el que escucha y todos los clientes juntos
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                // select solo agrega a este conjunto: lo hecho lo sacamos nosotros
                ready.remove();
                if (key.isAcceptable()) accept();
                else serve(key);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        // el cliente puede haberse ido desde que select avisó
        if (client == null) return;
        client.configureBlocking(false);
        // el buffer es de este cliente: lo que envió y todavía no recibió de vuelta
        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16 * 1024));
        System.out.println(client.getRemoteAddress() + " connected");
    }

    private void serve(SelectionKey key) {
        SocketChannel client = (SocketChannel) key.channel();
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        try {
            if (key.isReadable()) {
                // read: lo que llegó hasta ahora; -1 es el fin del flujo
                if (client.read(buffer) < 0) {
                    close(client, "closed");
                    return;
                }
                buffer.flip();
            }
            // write: toma lo que cabe en el buffer del núcleo, quizá nada, y nunca espera
            client.write(buffer);
            if (buffer.hasRemaining()) {
                // el resto después, cuando select diga que hay lugar; hasta entonces no se lee
                key.interestOps(SelectionKey.OP_WRITE);
            } else {
                // OP_WRITE solo mientras queda algo: casi siempre hay lugar, y un select que
                // pregunta por eso nunca espera
                key.interestOps(SelectionKey.OP_READ);
                buffer.clear();
            }
        } catch (IOException e) {
            // Un cliente que corta su conexión (reset) termina solo esa.
            close(client, e.getMessage());
        }
    }

    /** Cierra el socket: cancelar solo la clave dejaría la conexión en CLOSE_WAIT. */
    private static void close(SocketChannel client, String why) {
        System.out.println(client + " " + why);
        try {
            client.close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
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
