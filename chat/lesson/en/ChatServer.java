// Chat server that copies each line to all others, a relay: step 10 of the practical
// (chat_server.py). Your task there: private messages. Start it from the source:
//     java chat/lesson/en/ChatServer.java [ADDRESS [PORT]]
// Manual pages: select(2), epoll(7), accept(2), read(2), write(2).
//
// What is left out, at what price, and which class does it:
// - Names and commands: nobody can be spoken to alone. Room (docs/chat-protocol.md).
// - A line of more than 1023 bytes ends the connection. LineSplitter throws away the rest of the
//   line only.
// - One that does not read is dropped when 64 KiB wait for it; while it lasts each costs that
//   much memory. Member and Audience keep a line once for all (--max-pending).
// - Characters that turn the direction of writing, and telnet's own commands, pass. CleanText.
// - If no connection can be accepted (no descriptors left), the server ends. ChatServer waits.
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
    /** Somebody in the chat. */
    private static final class Member {
        SocketChannel socket;
        SelectionKey key;
        String name;

        /** What has come of a line that has not ended yet. */
        final ByteBuffer in = ByteBuffer.allocate(1024);

        /** What it has not taken yet. */
        final ByteBuffer out = ByteBuffer.allocate(64 * 1024);
    }

    private final List<Member> members = new ArrayList<>();
    private final Selector selector;
    private final ServerSocketChannel listener;

    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        String port = args.length > 1 ? args[1] : "3500";
        try {
            // getaddrinfo: the address of a name
            InetAddress address = InetAddress.getByName(host);
            new ChatServer(new InetSocketAddress(address, Integer.parseInt(port))).loop();
        } catch (IOException | IllegalArgumentException e) {
            // an error is one line, not the trace of all methods that led to it
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
        // no call but select may wait, or it would wait for everybody
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    private void loop() throws IOException {
        while (true) {
            // select: waits until somebody sends something, takes something, or comes
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                // dropped meanwhile, since it did not take the line of one before it
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

    /** Takes what has come. A read is no message: it may bring half a line, or three. */
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
            // text only of a whole line: a read may end within a character
            String line = new String(in.array(), start, i - start, StandardCharsets.UTF_8);
            start = i + 1;
            // telnet ends its lines with CR LF
            if (line.endsWith("\r")) line = line.substring(0, line.length() - 1);
            if (!line.isEmpty()) said(member, line);
        }
        // what is left is the beginning of the next line
        in.position(start);
        in.compact();
        if (!in.hasRemaining()) drop(member, "line too long");
    }

    /** The protocol: what a line means. */
    private void said(Member member, String line) {
        // control characters, or another end of line, could feign a line of somebody else
        String text = line.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        tellOthers(member, "<" + member.name + "> " + text);
    }

    private void tellOthers(Member sender, String line) {
        // a copy of the list, since one that is dropped leaves it
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

    /** Writes what fits into the kernel's buffer; select tells when there is room for the rest. */
    private void flush(Member member) throws IOException {
        member.out.flip();
        member.socket.write(member.out);
        member.out.compact();
        boolean left = member.out.position() > 0;
        // OP_WRITE only while something is left, or select would never wait
        member.key.interestOps(
                left ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void drop(Member member, String why) {
        // already dropped while others were told of it
        if (!members.remove(member)) return;
        System.out.println(member.name + " " + why);
        try {
            // the socket, not the key only: or the connection would stay in CLOSE_WAIT
            member.socket.close();
        } catch (IOException e) {
            System.err.println("close: " + e.getMessage());
        }
        tellOthers(member, "Client " + member.name + " is offline");
    }
}
