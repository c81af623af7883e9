// Chat client: step 10 of the practical (chat_client.py). Start it from the source:
//     java chat/lesson/en/ChatClient.java [ADDRESS [PORT]]
// Manual pages: connect(2), read(2), write(2), shutdown(2).
//
// Type lines; the end of input ends it: Ctrl-D, on Windows Ctrl-Z and Enter.
//
// What is left out, at what price, and which class does it:
// - The terminal is one for two: a line that comes stands in the middle of what you are typing.
//   TerminalScreen.
// - If the server does not close after our end of input, we wait for ever. ChatSession: 2 s.
// - Only IPv4. Addresses.
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
            // getaddrinfo: the address of a name
            InetAddress address = InetAddress.getByName(host);
            talk(new InetSocketAddress(address, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            // an error is one line, not the trace of all methods that led to it
            String way = " (is a server there, at that ADDRESS and PORT?)";
            System.err.println("ChatClient: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private static void talk(SocketAddress server) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
        socket.connect(server);
        // Two may be silent as long as they like, the keyboard and the server. Java's select does
        // not take the keyboard, so each is waited for by a thread of its own.
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
        // read: -1 is the end: the server has closed
        while (socket.read(in) >= 0) {
            in.flip();
            // a read may end within a character: its beginning stays in the buffer for the next
            utf8.decode(in, text, false);
            in.compact();
            text.flip();
            // control characters could write all over the terminal
            System.out.print(text.toString().replaceAll("[\\p{Cc}&&[^\n\t]]", "?"));
            text.clear();
        }
    }

    private static void sendLines(SocketChannel socket) {
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in));
        try {
            for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
                ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
                // write: may take only a part
                while (out.hasRemaining()) socket.write(out);
            }
            // shutdown: FIN, we have no more to say; the last lines of the server still come
            socket.shutdownOutput();
        } catch (IOException e) {
            // the other thread sees that the server has gone
            System.err.println("keyboard: " + e.getMessage());
        }
    }
}
