// Las opciones de sockets que Java conoce, con sus valores en sockets recién creados: paso 12 de la
// práctica (el fragmento que imprime los nombres que empiezan con SO_). Corre en todo sistema:
//     java sockopts/lesson/es/SocketOptions.java
// Páginas del manual: socket(7), ip(7), tcp(7), getsockopt(2), setsockopt(2).
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Las opciones que el sistema tiene y Java no nombra: la mayoría. SocketOption tiene la tabla de
//   las de Linux, que `sockopts list` muestra con lo que significa cada una.
// - Qué hace el núcleo con un valor: Linux duplica SO_SNDBUF y SO_RCVBUF, y Java los divide de
//   nuevo. SetCommand (`sockopts set SO_RCVBUF 65536`) muestra lo que dice el núcleo.
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;

public class SocketOptions {
    public static void main(String[] args) {
        try {
            show("tcp socket", SocketChannel.open(StandardProtocolFamily.INET));
            show("tcp listener", ServerSocketChannel.open(StandardProtocolFamily.INET));
            show("udp socket", DatagramChannel.open(StandardProtocolFamily.INET));
        } catch (IOException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            System.err.println("SocketOptions: " + e + " (is IPv4 there? too many open files?)");
            System.exit(1);
        }
    }

    private static void show(String kind, NetworkChannel socket) throws IOException {
        System.out.println(kind);
        socket.supportedOptions().stream()
                .sorted(Comparator.comparing(SocketOption::name))
                .forEach(option -> System.out.println("  " + line(socket, option)));
        socket.close();
    }

    private static String line(NetworkChannel socket, SocketOption<?> option) {
        String text = option.name() + " (" + option.type().getSimpleName() + ") = ";
        try {
            // getsockopt: lo que el sistema dice ahora de este socket
            return text + socket.getOption(option);
        } catch (IOException | UnsupportedOperationException e) {
            // Algunas solo se pueden poner, o solo en un socket conectado.
            return text + "? " + e.getMessage();
        }
    }
}
