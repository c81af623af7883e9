package sockets.grade.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.grade.list.Lines;

/** A folder of hand-ins becomes a list that grade reads. */
@Timeout(600)
class ListMakerIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private void hand(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> list(String... options) throws Exception {
        Run.Done list = Run.inside("--list", folder.toString());
        assertEquals(0, list.exit(), list.err()::toString);
        // what is no comment is read by grade
        Path file = folder.resolve("class.txt");
        try {
            Lines.of(Files.write(file, list.out()));
        } finally {
            Files.delete(file);
        }
        return list.out();
    }

    private void has(List<String> list, String line) {
        assertTrue(list.contains(line), line + " is not in " + String.join("\n", list));
    }

    @Test
    void guessesServersByTheirWords() throws Exception {
        hand(
                "ana/servidor_udp.py",
                "import socket, sys\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
                        + "s.bind(('', int(sys.argv[1])))\n");
        hand(
                "ana/cliente_udp.py",
                "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
                        + "s.sendto(b'hola', ('127.0.0.1', 3500))\n");
        hand(
                "beto/Servidor.java",
                "class Servidor { void main() { var s = new ServerSocket(8888); new Thread(); } }");
        hand(
                "caro/chat/server.c",
                "int s = socket(AF_INET, SOCK_STREAM, 0); a.sin_port = htons(atoi(argv[2]));"
                        + " bind(s, &a, n); listen(s, 5);");
        hand("dora/server.py", "import socket\ns = socket.socket()\ns.bind(address)\ns.listen()\n");
        hand("eva/informe.txt", "TCP y UDP\n");
        List<String> list = list();
        has(list, "ana - - udp-echo -- python3 ana/servidor_udp.py {port}");
        has(list, "# ana/cliente_udp.py: a client: nothing to grade");
        has(list, "beto - 8888 tcp-echo --concurrent -- java beto/Servidor.java");
        String compiled = "d=$(mktemp -d) && gcc -pthread -o $d/server caro/chat/server.c";
        assertTrue(
                list.stream()
                        .anyMatch(
                                line ->
                                        line.startsWith("caro - - chat -- sh -c '" + compiled)
                                                && line.endsWith("server 127.0.0.1 {port}'")),
                list::toString);
        has(list, "# dora - PORT tcp-echo -- python3 dora/server.py   # which port does it take?");
        has(list, "eva nothing   # nothing that can be graded was found");
    }

    @Test
    void guessesTheStepOfACapture() throws Exception {
        for (String name :
                List.of(
                        "paso5.pcap",
                        "paso6-a.pcapng",
                        "paso6-b.pcapng",
                        "tcp.pcap",
                        "ttl.pcap",
                        "x.pcap")) hand("Ana Pérez_1234_assignsubmission_file_/" + name, "");
        List<String> list = list();
        String folder = "Ana Pérez_1234_assignsubmission_file_/";
        has(list, "'Ana Pérez' sniffer:5 '" + "" + quoted(folder + "paso5.pcap"));
        has(
                list,
                "'Ana Pérez' sniffer:6 '"
                        + quoted(folder + "paso6-a.pcapng")
                        + " --other '"
                        + quoted(folder + "paso6-b.pcapng"));
        has(list, "'Ana Pérez' sniffer:7 '" + quoted(folder + "tcp.pcap"));
        has(
                list,
                "'Ana Pérez' capture:11 '"
                        + quoted(folder + "ttl.pcap")
                        + " 1+ 'icmp[0] = 11 or icmp[0] = 3'");
        has(
                list,
                "# 'Ana Pérez' sniffer:5 '"
                        + quoted(folder + "x.pcap")
                        + "   # which step: 5, 6 or 7?");
    }

    /** The ways in which Python's examples write where they bind. */
    @Test
    void findsThePortThatIsWritten() throws Exception {
        String udp = "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n";
        hand("a/s.py", "HOST, PORT = '', 8881\n" + udp + "s.bind((HOST, PORT))\n");
        hand("b/s.py", udp + "server_address = ('localhost', 10000)\ns.bind(server_address)\n");
        hand("c/s.py", udp + "s.bind(('', 8883))\n");
        hand("d/s.py", udp + "puerto = 8884\ns.bind(('', puerto))\n");
        hand("e/s.py", udp + "s.bind((host, elsewhere))\nx = f(1, 5000)\n");
        List<String> list = list();
        has(list, "a - 8881 udp-echo -- python3 a/s.py");
        has(list, "b - 10000 udp-echo -- python3 b/s.py");
        has(list, "c - 8883 udp-echo -- python3 c/s.py");
        has(list, "d - 8884 udp-echo -- python3 d/s.py");
        has(list, "# e - PORT udp-echo -- python3 e/s.py   # which port does it take?");
    }

    @Test
    void whatIsPackedIsToBeUnpacked() throws Exception {
        hand("ana/entrega.ZIP", "PK");
        hand("beto/tp.tar.xz", "");
        List<String> list = list();
        has(list, "# ana/entrega.ZIP: packed: unpack it, and write the list again");
        has(list, "# beto/tp.tar.xz: packed: unpack it, and write the list again");
    }

    /** A C locale has no ñ: what Java makes of the name finds no file. */
    @Test
    void namesThatTheLocaleHasNoLettersForAreTold() throws Exception {
        // through a shell, for the locale of this test may not have it, either
        String make = "mkdir $0/$(printf 'N\\303\\272') && echo > $0/$(printf 'N\\303\\272')/s.py";
        assertEquals(0, Run.of("sh", "-c", make, folder.toString()).exit());
        Run list = Run.of(Run.jar("--list", folder.toString()), Map.of("LC_ALL", "C"));
        assertEquals(0, list.exit());
        assertTrue(
                list.err().stream().anyMatch(line -> line.contains("LC_ALL=C.UTF-8")),
                list.err().toString());
    }

    private static String quoted(String path) {
        return path + "'";
    }

    @Test
    void namesThatAttackAreWordsOnly() throws Exception {
        hand(
                "a;rm -rf $HOME/s.py",
                "import socket\ns = socket.socket()\ns.bind(8888)\nPORT = 8888");
        hand("it's <b@c>/new\nline.py", "import socket\nsocket.socket().bind(1)\nPORT = 8888");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a;rm -rf $HOME"));
        List<String> list = list();
        has(list, "'a;rm -rf $HOME' - 8888 tcp-echo -- python3 'a;rm -rf $HOME/s.py'");
        assertFalse(String.join("\n", list).contains("link"), list::toString);
        assertFalse(list.stream().anyMatch(line -> line.startsWith("line.py")), list::toString);
    }

    @Test
    void theLessonsOfTheCourseAreServers() throws Exception {
        for (String module : List.of("udp-echo", "tcp-echo", "chat", "select-server"))
            try (var files = Files.list(ROOT.resolve(module + "/lesson/es"))) {
                for (Path file : files.toList())
                    hand(module + "/" + file.getFileName(), Files.readString(file));
            }
        List<String> list = list();
        has(list, "chat - - chat -- java chat/ChatServer.java 127.0.0.1 {port}");
        has(
                list,
                "select-server - - tcp-echo --concurrent -- java select-server/SelectServer.java"
                        + " 127.0.0.1 {port}");
        has(list, "tcp-echo - - tcp-echo -- java tcp-echo/TcpServer.java 127.0.0.1 {port}");
        has(list, "udp-echo - - udp-echo -- java udp-echo/UdpServer.java 127.0.0.1 {port}");
    }

    @Test
    void aFolderThatIsNotThereIsToldAsSuch() {
        Run.Done list = Run.inside("--list", "/nobody/has/this");
        assertEquals(1, list.exit());
        assertTrue(list.err().get(0).contains("No such file or directory"), list.err()::toString);
    }
}
