package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;

/** Wrong usage: one line, how to get help, exit code 2. */
@Timeout(600)
class TcpBadInputIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server -p 65536 | tcp-echo: --port 65536: not a port (0 to 65535)",
                "server --backlog 0 | tcp-echo: --backlog 0: not a length of the queue (1 to 65535)",
                "server --buffer -5 | tcp-echo: --buffer -5: not a buffer size (1 to 67108864)",
                "server --hold x | tcp-echo: --hold x: not a time in seconds (0 to 1000000000)",
                "server --linger -1 | tcp-echo: --linger -1: not a time in seconds (0 to 65535)",
                "client 127.0.0.1 0 | tcp-echo: PORT 0: not a port (1 to 65535)",
                "client 3500 | tcp-echo: 3500 is not a host (a port? it is the second argument: client 127.0.0.1 3500, server --port 3500)",
                "client -s -1 | tcp-echo: --size -1: not a size in bytes (0 or more)",
                "client -s 1 -m x | tcp-echo: -m and -s exclude each other",
                "client -c 5 | tcp-echo: -c needs -m or -s",
                "client --chunk 0 -m x | tcp-echo: --chunk 0: not a buffer size (1 to 67108864)",
                "client -6 10.0.0.1 | tcp-echo: -6 with the IPv4 address 10.0.0.1",
                "plot a.json | tcp-echo: Missing required option: '--output=FILE.svg'",
                "plot -o a.svg | tcp-echo: Missing required parameter: 'FILE'",
                "plot a.json -o a.png | tcp-echo: -o a.png: the name must end in .svg",
                "client --nosuch | tcp-echo: unknown option --nosuch",
                "load --connections 1,,2 | tcp-echo: --connections 1,,2: not numbers of connections (1 to 65535, with commas between)",
                "load --connections 0 | tcp-echo: --connections 0: not numbers of connections (1 to 65535, with commas between)",
                "load --connections x | tcp-echo: --connections x: not numbers of connections (1 to 65535, with commas between)",
                "load --seconds 0 | tcp-echo: --seconds 0: not a time in seconds (more than 0)",
                "load -s 0 | tcp-echo: --size 0: not a size in bytes (1 to 1073741824)",
                "load --window 0 | tcp-echo: --window 0: not a number of requests (1 to 10000)",
            })
    void isToldInOneLine(String command, String message) throws Exception {
        Run.Done run = Run.inside(command.split(" "));
        assertEquals(2, run.exit());
        String help = "Try 'tcp-echo " + command.split(" ")[0] + " --help'";
        assertEquals(List.of(message, help), run.err());
        assertEquals(List.of(), run.out());
    }
}
