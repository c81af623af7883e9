package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.grade.sandbox.Limits;
import sockets.grade.sandbox.Sandbox;

/** A server that is kept in gets the verdicts of one that is not, to the letter. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class KeptInIT {
    private static final Path DIST = Path.of(Run.path()).toAbsolutePath().normalize().getParent();
    private static final Path CLONE = Path.of("").toAbsolutePath().getParent();
    private static final String C_SERVER =
            """
            #include <netinet/in.h>
            #include <pthread.h>
            #include <stdlib.h>
            #include <sys/socket.h>
            #include <unistd.h>
            static void *serve(void *client) {
                int fd = (int)(long)client;
                char bytes[65536];
                ssize_t got, sent = 0;
                while (sent >= 0 && (got = recv(fd, bytes, sizeof bytes, 0)) > 0)
                    for (ssize_t at = 0; at < got && sent >= 0; at += sent)
                        sent = send(fd, bytes + at, got - at, MSG_NOSIGNAL);
                close(fd);
                return NULL;
            }
            int main(int argc, char **argv) {
                int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
                struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
                setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
                if (bind(listener, (struct sockaddr *)&own, sizeof own) || listen(listener, 128))
                    return 1;
                for (;;) {
                    pthread_t thread;
                    long client = accept(listener, NULL, NULL);
                    if (client >= 0 && !pthread_create(&thread, NULL, serve, (void *)client))
                        pthread_detach(thread);
                }
            }
            """;

    /** Not in /tmp: what a hand-in leaves there is kept only where nothing of the teacher's is. */
    private static Path list;

    /** A hand-in: the check that it is put to, and its command. */
    record Server(String check, String command) {
        List<String> words(String port) {
            return List.of(command.replace("{port}", port).split(" "));
        }
    }

    static List<Server> servers() {
        String tcp = "tcp-echo --concurrent";
        String python = "python3 python/";
        String java = "java -jar " + DIST;
        return List.of(
                new Server(tcp, python + "concurrent_servers.py threads-stdin {port}"),
                new Server(tcp, "c/server {port}"),
                new Server("tcp-echo", python + "tcp_servers.py daemon {port}"),
                new Server("udp-echo", python + "udp_servers.py starts-once {port}"),
                new Server(tcp, java + "/threaded-server.jar server --port {port}"),
                new Server("chat", java + "/chat.jar server --port {port}"));
    }

    @BeforeAll
    static void handIns() throws Exception {
        Tools.need("python3", "gcc");
        list = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "list");
        Path python = Files.createDirectory(list.resolve("python"));
        for (String module : List.of("common", "tcp-echo", "udp-echo"))
            try (Stream<Path> scripts =
                    Files.list(CLONE.resolve(module + "/src/test/resources/servers"))) {
                for (Path script : scripts.filter(path -> path.toString().endsWith(".py")).toList())
                    Files.copy(script, python.resolve(script.getFileName()));
            }
        Path c = Files.createDirectory(list.resolve("c"));
        Files.writeString(c.resolve("server.c"), C_SERVER);
        Run gcc = Run.of("gcc", "-o", c + "/server", c + "/server.c", "-lpthread");
        assertEquals(0, gcc.exit(), gcc.err().toString());
    }

    private static List<String> check(Server server, String port) {
        List<String> options = List.of(server.check().split(" "));
        List<String> words = new ArrayList<>(List.of(Run.java(), "-jar"));
        words.add(DIST.resolve(options.get(0) + ".jar").toString());
        words.addAll(List.of("check", "127.0.0.1", port));
        words.addAll(options.subList(1, options.size()));
        return words;
    }

    private static List<String> verdicts(List<String> words) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("env", "--chdir=" + list));
        all.addAll(words);
        Run run = Run.of(all, Map.of());
        List<String> out = new ArrayList<>(run.out());
        // how many are sent at once depends on how fast the last answers came
        out.replaceAll(line -> line.replaceAll("answers [0-9]+ of a burst of [0-9]+", "a burst"));
        out.add("exit code " + run.exit());
        return out;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void getsTheSameVerdicts(Server server) throws Exception {
        Tools.need("bwrap", "unshare");
        List<String> wanted = null;
        for (String tool : List.of("bwrap", "unshare"))
            try (Sandbox sandbox = Sandbox.find(Limits.usual(), List.of(), List.of(tool))) {
                assumeTrue(sandbox.isIsolated(), "needs namespaces");
                String port = Servers.freePort();
                List<String> command = server.words(port);
                List<String> kept = check(server, port);
                Path script = sandbox.script(command, list, path -> false, false);
                kept.addAll(List.of("--wrapper", script.toString(), "--"));
                kept.addAll(command);
                if (wanted == null) {
                    List<String> open = check(server, port);
                    open.add("--");
                    open.addAll(command);
                    wanted = verdicts(open);
                    assertTrue(wanted.size() > 8, wanted.toString());
                }
                assertEquals(wanted, verdicts(sandbox.grader(kept)), tool);
            }
    }
}
