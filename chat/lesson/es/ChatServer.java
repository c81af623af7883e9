// Servidor de chat que copia cada línea a todos los demás (relay): paso 10 de la práctica
// (chat_server.py). La tarea es agregar mensajes privados. Se ejecuta desde el fuente:
//     java chat/lesson/es/ChatServer.java [DIRECCIÓN [PUERTO]]
// Páginas del manual: select(2), epoll(7), accept(2), read(2), write(2).
//
// Qué falta, a qué precio, y qué clase lo hace:
// - Nombres y comandos: no se le puede hablar a uno solo. Room (docs/protocolo-chat.md).
// - Una línea de más de 1023 bytes termina la conexión. LineSplitter descarta solo el resto de la
//   línea.
// - A quien no lee se lo echa cuando lo esperan 64 KiB; cada uno cuesta esa memoria. Member y
//   Audience guardan una línea una vez para todos (--max-pending).
// - Pasan los caracteres que cambian la dirección de la escritura, y los comandos propios de
//   telnet. CleanText.
// - Si no se puede aceptar una conexión (no quedan descriptores), el servidor termina. ChatServer
//   del paquete sockets.chat espera.
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

public class ChatServer {
    /** Alguien en el chat. */
    private static final class Member {
        SocketChannel socket;
        SelectionKey key;
        String name;

        /** Lo que llegó de una línea que todavía no terminó. */
        final ByteBuffer in = ByteBuffer.allocate(1024);

        /** Lo que todavía no tomó. */
        final ByteBuffer out = ByteBuffer.allocate(64 * 1024);
    }

    private final List<Member> members = new ArrayList<>();
    private final Selector selector;
    private final ServerSocketChannel listener;

    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        String port = args.length > 1 ? args[1] : "3500";
        try {
            // getaddrinfo: la dirección de un nombre
            InetAddress address = InetAddress.getByName(host);
            new ChatServer(new InetSocketAddress(address, Integer.parseInt(port))).loop();
        } catch (IOException | IllegalArgumentException e) {
            // un error es una línea, no la traza de los métodos que llevaron a él
            String way = " (try another ADDRESS or PORT)";
            System.err.println("ChatServer: " + host + " " + port + ": " + e + way);
            System.exit(e instanceof IOException ? 1 : 2);
        }
    }

    private ChatServer(InetSocketAddress address) throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(address, 50);
        System.out.println("listening on tcp " + listener.getLocalAddress());
        selector = Selector.open();
        // ninguna llamada salvo select debe esperar, o haría esperar a todos
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    private void loop() throws IOException {
        while (true) {
            // select: espera hasta que alguien envíe algo, tome algo, o llegue
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                // se lo echó mientras tanto, porque no tomó la línea de uno anterior
                if (!key.isValid()) continue;
                if (key.isAcceptable()) accept();
                else serve((Member) key.attachment());
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel socket = listener.accept();
        if (socket == null) return;
        socket.configureBlocking(false);
        Member member = new Member();
        member.socket = socket;
        member.name = socket.getRemoteAddress().toString().substring(1);
        member.key = socket.register(selector, SelectionKey.OP_READ, member);
        members.add(member);
        System.out.println(member.name + " entered");
        tellOthers(member, "[" + member.name + "] entered room");
    }

    private void serve(Member member) {
        try {
            if (member.key.isWritable()) flush(member);
            if (member.key.isReadable()) read(member);
        } catch (IOException e) {
            drop(member, e.getMessage());
        }
    }

    /** Toma lo que llegó. Un read no es un mensaje: puede traer media línea, o tres. */
    private void read(Member member) throws IOException {
        ByteBuffer in = member.in;
        if (member.socket.read(in) < 0) {
            drop(member, "closed");
            return;
        }
        in.flip();
        int start = 0;
        for (int i = 0; i < in.limit(); i++) {
            if (in.get(i) != '\n') continue;
            // texto solo de una línea entera: un read puede terminar en medio de un carácter
            String line = new String(in.array(), start, i - start, StandardCharsets.UTF_8);
            start = i + 1;
            // telnet termina sus líneas con CR LF
            if (line.endsWith("\r")) line = line.substring(0, line.length() - 1);
            if (!line.isEmpty()) said(member, line);
        }
        // lo que queda es el comienzo de la línea siguiente
        in.position(start);
        in.compact();
        if (!in.hasRemaining()) drop(member, "line too long");
    }

    /** El protocolo: qué significa una línea. */
    private void said(Member member, String line) {
        // caracteres de control, u otro fin de línea, podrían simular una línea de otra persona
        String text = line.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        tellOthers(member, "<" + member.name + "> " + text);
    }

    private void tellOthers(Member sender, String line) {
        // una copia de la lista, porque quien es echado sale de ella
        for (Member member : List.copyOf(members)) if (member != sender) send(member, line);
    }

    private void send(Member member, String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > member.out.remaining()) {
            drop(member, "does not read");
            return;
        }
        member.out.put(bytes);
        try {
            flush(member);
        } catch (IOException e) {
            drop(member, e.getMessage());
        }
    }

    /** Escribe lo que cabe en el buffer del núcleo; select avisa cuando hay lugar para el resto. */
    private void flush(Member member) throws IOException {
        member.out.flip();
        member.socket.write(member.out);
        member.out.compact();
        boolean left = member.out.position() > 0;
        // OP_WRITE solo mientras queda algo, o select no esperaría nunca
        member.key.interestOps(
                left ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void drop(Member member, String why) {
        // ya se lo echó mientras se avisaba a otros
        if (!members.remove(member)) return;
        System.out.println(member.name + " " + why);
        try {
            // el socket, no solo la clave: si no, la conexión quedaría en CLOSE_WAIT
            member.socket.close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
        tellOthers(member, "Client " + member.name + " is offline");
    }
}
