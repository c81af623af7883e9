// The options of sockets that Java knows, with their values on fresh sockets: step 12 of the
// practical (the fragment that prints the names that begin with SO_). It runs on every system:
//     java sockopts/lesson/en/SocketOptions.java
// Manual pages: socket(7), ip(7), tcp(7), getsockopt(2), setsockopt(2).
//
// What is left out, at what price, and which class does it:
// - The options that the system has and Java does not name: most of them. SocketOption has the
//   table of Linux's, which `sockopts list` shows with what each means.
// - What a value becomes in the kernel: Java halves SO_SNDBUF and SO_RCVBUF again, which Linux
//   doubles. SetCommand (`sockopts set SO_RCVBUF 65536`) shows what the kernel says.
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
            // an error is one line, not the trace of all methods that led to it
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
            // getsockopt: what the system says of this socket now
            return text + socket.getOption(option);
        } catch (IOException | UnsupportedOperationException e) {
            // Some can only be set, or only on a socket that is connected.
            return text + "? " + e.getMessage();
        }
    }
}
