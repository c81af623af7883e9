// Cliente de chat: paso 10 de la práctica (chat_client.py). Se ejecuta desde el fuente:
//     java chat/lesson/es/ChatClient.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: connect(2), read(2), write(2), shutdown(2).
//
// Escriba líneas; el fin de la entrada lo termina: Ctrl-D, en Windows Ctrl-Z y Enter.
//
// Qué falta, a qué precio, y qué clase lo hace:
// - La terminal es una para dos: una línea que llega cae en medio de la que se está escribiendo.
//   TerminalScreen.
// - Si el servidor no cierra después de nuestro fin de entrada, esperamos para siempre.
//   ChatSession: 2 s.
// - Solo IPv4. Addresses.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

public class ChatClient {
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
            System.err.println("ChatClient: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void talk(SocketAddress server) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
        socket.connect(server);
        // Los dos pueden callar cuanto quieran, el teclado y el servidor. El select de Java no toma
        // el teclado: a cada uno lo espera un hilo.
        Thread keyboard = new Thread(() -> sendLines(socket), "keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
        showLines(socket);
        socket.close();
    }

    private static void showLines(SocketChannel socket) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(4096);
        CharBuffer text = CharBuffer.allocate(4096);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        utf8.onMalformedInput(CodingErrorAction.REPLACE);
        // read: -1 es el fin: el servidor cerró
        while (socket.read(in) >= 0) {
            in.flip();
            // un read puede terminar en medio de un carácter: su comienzo queda en el buffer
            utf8.decode(in, text, false);
            in.compact();
            text.flip();
            // los caracteres de control podrían escribir en cualquier lugar de la terminal
            System.out.print(text.toString().replaceAll("[\\p{Cc}&&[^\n\t]]", "?"));
            text.clear();
        }
    }

    private static void sendLines(SocketChannel socket) {
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));
        try {
            for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
                ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
                // write: puede tomar solo una parte
                while (out.hasRemaining()) socket.write(out);
            }
            // shutdown: FIN, no tenemos más que decir; las últimas líneas del servidor aún llegan
            socket.shutdownOutput();
        } catch (IOException e) {
            // el otro hilo ve que el servidor se fue
            System.err.println("keyboard: " + e.getMessage());
        }
    }
}
