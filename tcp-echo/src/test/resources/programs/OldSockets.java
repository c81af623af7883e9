import java.net.ServerSocket;
import java.net.Socket;

/** An echo server on the sockets of Java 1. */
public class OldSockets {
    public static void main(String[] args) throws Exception {
        try (ServerSocket listener = new ServerSocket(0)) {
            System.out.println("listening on tcp /127.0.0.1:" + listener.getLocalPort());
            try (Socket client = listener.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            }
        }
    }
}
