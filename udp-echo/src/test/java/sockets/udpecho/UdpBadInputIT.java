package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Servers;

/** Wrong usage: one line, how to get help, exit code 2. */
@Timeout(600)
class UdpBadInputIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server -p 65536 | udp-echo: --port 65536: not a port (0 to 65535)",
                "server -p abc | udp-echo: --port abc: not a port (0 to 65535)",
                "server --port=-1 | udp-echo: --port -1: not a port (0 to 65535)",
                "client 127.0.0.1 0 | udp-echo: PORT 0: not a port (1 to 65535)",
                "client 127.0.0.1 65536 | udp-echo: PORT 65536: not a port (1 to 65535)",
                "client 127.0.0.1 abc | udp-echo: PORT abc: not a port (1 to 65535)",
                "client 3500 | udp-echo: 3500 is not a host (a port? it is the second argument: client 127.0.0.1 3500, server --port 3500)",
                "client -s 65508 | udp-echo: --size 65508: not a size of a datagram's payload (0 to 65507)",
                "client -s -1 | udp-echo: --size -1: not a size of a datagram's payload (0 to 65507)",
                "client -m x -w -1 | udp-echo: --wait -1: not a time in seconds (0 to 1000000000)",
                "client -m x -w NaN | udp-echo: --wait NaN: not a time in seconds (0 to 1000000000)",
                "client -m x -c 0 | udp-echo: --count 0: not a count (1 or more)",
                "client -m x -s 5 | udp-echo: -m and -s exclude each other",
                "client -4 -6 | udp-echo: -4 and -6 exclude each other",
                "client -6 127.0.0.1 | udp-echo: -6 with the IPv4 address 127.0.0.1",
                "client -4 ::1 | udp-echo: -4 with the IPv6 address ::1",
                "server --loss 101 | udp-echo: --loss 101: not a percentage (0 to 100)",
                "server --buffer 0 | udp-echo: --buffer 0: not a buffer size (1 to 65535)",
                "server --allow nobody | udp-echo: --allow nobody: not ADDRESS or ADDRESS/PREFIX",
                "server --lang fr | udp-echo: --lang fr: must be es or en",
                "client --nosuch | udp-echo: unknown option --nosuch",
                "load -s 7 | udp-echo: --size 7: not a size in bytes (8 to 65507)",
                "load -s 65508 | udp-echo: --size 65508: not a size in bytes (8 to 65507)",
                "load --connections 9,70000 | udp-echo: --connections 9,70000: not numbers of connections (1 to 65535, with commas between)",
                "client a 1 b | udp-echo: unknown argument b (a text to send? -m \"b\")",
                "client -p 3500 | udp-echo: unknown option -p (the port is the second argument: udp-echo client 127.0.0.1 3500)",
                "client --port=3501 | udp-echo: unknown option --port=3501 (the port is the second argument: udp-echo client 127.0.0.1 3501)",
                "client 127.0.0.1 --port 3501 | udp-echo: unknown option --port (the port is the second argument: udp-echo client 127.0.0.1 3501)",
                "client -m hola mundo redes | udp-echo: PORT redes: not a port (1 to 65535) (a text of several words goes in quotes: -m \"hola mundo redes\")",
                "client 127.0.0.1 3500 -m hola mundo | udp-echo: unknown argument mundo (a text of several words goes in quotes: -m \"hola mundo\")",
                "client 127.0.0.1:3500 | udp-echo: 127.0.0.1:3500 is not a host (the port stands apart: client 127.0.0.1 3500)",
                "server 3500 | udp-echo: unknown argument 3500 (a port? --port 3500)",
                "doctor a 1 b | udp-echo: unknown argument b",
                "doctor -4 -6 | udp-echo: -4 and -6 exclude each other",
                "doctor 127.0.0.1 0 | udp-echo: PORT 0: not a port (1 to 65535)",
                "doctor -6 127.0.0.1 | udp-echo: -6 with the IPv4 address 127.0.0.1",
                "client -m | udp-echo: Missing required parameter for option '--message' (TEXT)",
            })
    void isToldInOneLine(String command, String message) throws Exception {
        Run.Done run = Run.inside(command.split(" "));
        assertEquals(2, run.exit());
        String help = "Try 'udp-echo " + command.split(" ")[0] + " --help'";
        assertEquals(List.of(message, help), run.err());
        assertEquals(List.of(), run.out());
    }

    @Test
    void noSubcommand() throws Exception {
        Run.Done run = Run.inside();
        assertEquals(2, run.exit());
        assertEquals(
                List.of(
                        "udp-echo: Missing required subcommand (server, client, demo, check, load, doctor, explain)",
                        "Try 'udp-echo --help'"),
                run.err());
    }

    @Test
    void anOptionInFrontOfItsCommandGoesBehindIt() {
        Run.Done run = Run.inside("--port", "3501", "server");
        assertEquals(2, run.exit());
        assertEquals(
                List.of(
                        "udp-echo: unknown option --port (it goes behind the command: server"
                                + " --port)",
                        "Try 'udp-echo --help'"),
                run.err());
    }

    @Test
    void aHyphenAloneInFrontOfTheCommandIsNoOption() {
        Run.Done run = Run.inside("-", "client");
        assertEquals(2, run.exit());
        assertEquals(
                List.of("udp-echo: unknown option - (client)", "Try 'udp-echo --help'"), run.err());
    }

    /** A text without its quotes: its second word is a host that nobody knows. */
    @Test
    void theWordsOfATextWantQuotesAlsoInSpanish() {
        Run.Done run = Run.inside("client", "-m", "hola", "mundo.invalid", "--lang", "es");
        assertEquals(1, run.exit());
        String quotes = "entre comillas: -m \"hola mundo.invalid\")";
        assertTrue(run.error().endsWith(quotes), run.error());
        Run.Done port = Run.inside("client", "--port", "3501", "--lang", "es");
        assertEquals(
                List.of(
                        "udp-echo: unknown option --port (el puerto es el segundo argumento:"
                                + " udp-echo client 127.0.0.1 3501)",
                        "Pruebe 'udp-echo client --help'"),
                port.err());
    }

    @Test
    void theCommandThatWasTypedIsNamed() throws Exception {
        Run run = Run.program("client", "--nosuch");
        assertEquals("Try 'java -jar " + Run.path() + " client --help'", run.awaitErr("Try"));
    }

    @Test
    void aBusyPortNamesWhoHasItAndSaysWhetherItIsStopped() throws Exception {
        try (Run first = Run.program("server", "-p", "0")) {
            String start =
                    "udp-echo: bind 127.0.0.1:" + first.port() + ": Address already in use (";
            Run.Done running = Run.inside("server", "-p", first.port());
            assertEquals(1, running.exit());
            assertEquals(List.of(), running.out());
            assertEquals(1, running.err().size());
            String line = running.error();
            assertTrue(line.startsWith(start + "process " + first.pid() + ", started "), line);
            assertTrue(
                    line.contains(" has the port: java -jar " + Run.path().substring(0, 9)), line);
            assertFalse(line.contains("--port 0"), line);
            first.signal("STOP");
            Run.Done stopped = Run.inside("server", "-p", first.port(), "--lang", "es");
            first.signal("CONT");
            assertTrue(
                    stopped.error().contains("y detenido (Ctrl-Z), tiene el puerto"),
                    stopped.error());
            assertTrue(stopped.error().contains("fg en su terminal"), stopped.error());
        }
    }

    @Test
    void aBusySourcePortIsOneToo() throws Exception {
        try (Run server = Run.program("server", "-p", "0")) {
            Run.Done client = Run.inside("client", "-m", "x", "--source-port", server.port());
            assertEquals(1, client.exit());
            String port = "udp-echo: bind port " + server.port() + ": Address already in use (also";
            assertTrue(client.err().get(0).startsWith(port), client.err().toString());
        }
    }

    @Test
    void aMessageTooLongIsOneFailure() throws Exception {
        Run.Done client =
                Run.inside("client", "-m", "x".repeat(65508), "127.0.0.1", Servers.freePort());
        assertEquals(1, client.exit());
        assertEquals(1, client.err().size());
        assertTrue(client.err().get(0).contains(": Message too long ("), client.err().toString());
    }

    @Test
    void controlCharactersOfTheUserAreNotPrintedRaw() throws Exception {
        Run.Done client = Run.inside("client", "\033[31mred", "-m", "x");
        assertEquals(1, client.exit());
        assertTrue(client.err().get(0).startsWith("udp-echo: getaddrinfo \\x1b[31mred: "));
    }

    @Test
    void aReportThatCannotBeWrittenIsToldBeforeTheWork() throws Exception {
        Run.Done check = Run.inside("check", "--junit", "/no/such/folder/x.xml");
        assertEquals(1, check.exit());
        String line = "udp-echo: open /no/such/folder/x.xml: No such file or directory (";
        assertTrue(check.err().get(0).startsWith(line), check.err().toString());
        assertEquals(List.of(), check.out());
    }
}
