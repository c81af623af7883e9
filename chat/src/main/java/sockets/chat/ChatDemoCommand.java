package sockets.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.FamilyOptions;
import sockets.common.Program;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.server.Clients;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** {@code chat demo}: three users in one process, and who sees what. */
@Command(
        name = "demo",
        description = "Show three users in one process: who sends what, and who sees it.",
        sortOptions = false)
final class ChatDemoCommand implements Callable<Integer> {
    private static final int MAX_PENDING = 1 << 20;
    private static final int WIDTH = 34;

    @Mixin private FamilyOptions family;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    private Console console;
    private User[] users;

    /** One of the three, with the lines that came and are not shown yet. */
    private static final class User {
        final ChatClient client;
        final Queue<String> lines = new ArrayDeque<>();
        final ByteArrayOutputStream line = new ByteArrayOutputStream();

        User(InetSocketAddress server) throws IOException {
            client = new ChatClient(SelectorProvider.provider(), server);
        }

        /** The next line, waited for. */
        String next() throws IOException {
            while (lines.isEmpty()) {
                ByteBuffer in = client.read();
                if (in == null) throw new Failure("read", client.server(), Reason.EOF, "");
                while (in.hasRemaining()) {
                    byte value = in.get();
                    if (value != '\n') {
                        line.write(value);
                        continue;
                    }
                    lines.add(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                }
            }
            return lines.remove();
        }
    }

    @Override
    public Integer call() throws IOException {
        console = common.console();
        InetSocketAddress address = family.resolve(null, 0);
        // the server's lines would stand between the rows
        console.quiet(true);
        Clients clients = new Clients(console, false);
        Room<Member> room = new Room<>(new SharedLines(), (member, old) -> {});
        SelectorProvider sockets = SelectorProvider.provider();
        try (ChatServer server = new ChatServer(sockets, address, 3, MAX_PENDING, room, clients)) {
            Thread thread = new Thread(() -> serve(server), "server");
            thread.setDaemon(true);
            thread.start();
            console.remark("demo.start", server.address().getPort());
            row("ana", "beto", "caro");
            row("---", "----", "----");
            users = new User[3];
            for (int i = 0; i < 3; i++) {
                users[i] = new User(server.address());
                // each newcomer is greeted, the others are told
                for (int j = i; j >= 0; j--) see(j);
            }
            console.remark("demo.joined");
            step(0, "/nick ana", 1, 1, 1);
            step(1, "/nick beto", 1, 1, 1);
            step(2, "/nick ana", 0, 0, 1);
            console.remark("demo.taken");
            step(2, "/nick caro", 1, 1, 1);
            step(0, "hola a todos", 0, 1, 1);
            console.remark("demo.public");
            step(0, "/msg beto nos vemos a las 5", 1, 1, 0);
            console.remark("demo.private");
            step(1, "/msg dora estás?", 0, 1, 0);
            console.remark("demo.unknown");
            step(2, "/quit me voy", 1, 1, 0);
            for (User user : users) user.client.close();
        }
        console.remark("demo.end", Started.command("chat"));
        return Program.DONE;
    }

    private void serve(ChatServer server) {
        try {
            server.run();
        } catch (IOException e) {
            console.error(new Failure("select", "", e));
        }
    }

    /** A user sends a line; then so many lines come to each of the three. */
    private void step(int user, String line, int... seen) throws IOException {
        String[] cells = {"", "", ""};
        cells[user] = "-> " + line;
        row(cells);
        users[user].client.send(line);
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < seen[i]; j++) cells[i] = "   " + users[i].next();
        if (seen[user] == 0) cells[user] = "";
        row(cells);
    }

    private void see(int user) throws IOException {
        String[] cells = {"", "", ""};
        cells[user] = "   " + users[user].next();
        row(cells);
    }

    private void row(String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(cells[i]);
            int end = (i + 1) * WIDTH;
            line.append(" ".repeat(Math.max(1, end - line.length())));
        }
        console.line(line.toString().stripTrailing());
    }
}
