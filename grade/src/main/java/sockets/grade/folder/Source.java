package sockets.grade.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a source file seems to be, by the words in it. A guess: the teacher looks at each line.
 *
 * @param argument the place of the port among the arguments, 1 for the first; 0 if there is none
 * @param port the one that is written in it; empty if none is
 */
record Source(Kind kind, boolean concurrent, int argument, String port) {
    enum Kind {
        UDP,
        TCP,
        CHAT,
        TRACEROUTE,
        CLIENT,
        OTHER
    }

    private static final Pattern UDP =
            words("SOCK_DGRAM|Datagram(Socket|Channel)|dgram\\b|UdpSocket|ListenUDP|ListenPacket");
    private static final Pattern TCP =
            words(
                    "SOCK_STREAM|ServerSocket|SocketChannel|TcpListener|createServer|create_server"
                            + "|start_server|net\\.Listen\\b|socket\\.socket\\(\\s*\\)|TCPServer");
    private static final Pattern SERVES =
            words(
                    "\\bbind\\s*\\(|\\blisten\\s*\\(|new ServerSocket|new DatagramSocket\\(\\s*[^)\\s]"
                            + "|createServer|create_server|start_server|TcpListener|ListenUDP"
                            + "|ListenPacket|net\\.Listen\\b|TCPServer|UDPServer");
    private static final Pattern CONNECTS =
            words("\\bconnect(_ex)?\\s*\\(|create_connection|Dial\\(");
    private static final Pattern TTL =
            words("IP_TTL|IP_UNICAST_HOPS|ICMP_TIME_EXCEEDED|IP_RECVERR");
    private static final Pattern TALKS = words("/msg|/nick|/quit|nickname|apodo|\\bchat\\b");
    private static final Pattern CONCURRENT =
            words(
                    "thread|\\bfork\\s*\\(|\\bselect\\b|selectors|Selector\\b|\\bpoll\\s*\\(|epoll"
                            + "|asyncio|Executor|\\bgo func");
    private static final Pattern NUMBER =
            words(
                    "(?:parseInt|valueOf|int|atoi|strtou?ll?|Number|Atoi|to_i)\\s*\\(\\s*(?:sys\\.|os\\.)?"
                            + "(argv|args|process\\.argv)\\s*\\[\\s*([0-9])\\s*\\]");

    /** Kept as text first: {@code String port = args[1]}; but not the first of a Python tuple. */
    private static final Pattern TEXT =
            words(
                    "(?<!,)(?<!, )\\b(?:port|puerto)\\w*\\s*=[^=;,\n]*"
                            + "\\b(argv|args|process\\.argv)\\s*\\[\\s*([0-9])\\s*\\]");

    private static final Pattern PORT =
            words(
                    "(?:port|puerto)\\w*\\s*(?::?=|:)\\s*([0-9]{4,5})\\b"
                            + "|(?:port|puerto)\\w*\\s+([0-9]{4,5})\\b"
                            // HOST, PORT = "", 8888
                            + "|,\\s*(?:port|puerto)\\w*\\s*=[^,\\n]*,\\s*([0-9]{4,5})\\b"
                            // address = ("localhost", 8888)
                            + "|(?:bind\\s*\\(|=)\\s*\\([^,()]*,\\s*([0-9]{4,5})\\s*\\)"
                            + "|htons\\s*\\(\\s*([0-9]{4,5})\\s*\\)"
                            + "|(?:Socket|SocketAddress|listen)\\s*\\([^)]*?\\b([0-9]{4,5})\\s*\\)");

    private static final Pattern SERVER = words("server|servidor");
    private static final Pattern CLIENT = words("client");
    private static final Pattern OF_TCP = words("tcp|chat");

    /** Of C and Java, and of Python; a # in a string does no harm to a guess. */
    private static final Pattern COMMENT =
            Pattern.compile(
                    "/\\*.*?\\*/|//[^\n]*|(?m)^\\s*#(?!include|define)[^\n]*", Pattern.DOTALL);

    private static Pattern words(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    /**
     * Guesses.
     *
     * @param place the path of the file below the hand-in's folder
     */
    static Source of(String place, String text) {
        String code = COMMENT.matcher(text).replaceAll(" ");
        return new Source(
                kind(place, code), has(CONCURRENT, code), argument(place, code), port(code));
    }

    private static Kind kind(String place, String code) {
        boolean udp = has(UDP, code);
        boolean tcp = has(TCP, code);
        if (!udp && !tcp && !has(TTL, code)) return Kind.OTHER;
        if (has(TTL, code) || place.contains("trace")) return Kind.TRACEROUTE;
        String name = place.substring(place.lastIndexOf('/') + 1);
        boolean called = has(SERVER, name);
        // the name decides where a client binds, too
        if (!has(SERVES, code) || has(CLIENT, name) && !called) return Kind.CLIENT;
        if (udp && !(tcp && has(OF_TCP, place)))
            return has(CONNECTS, code) && !called ? Kind.CLIENT : Kind.UDP;
        return place.contains("chat") || has(TALKS, code) ? Kind.CHAT : Kind.TCP;
    }

    private static int argument(String place, String code) {
        // the first argument is 0 in Java and Go's flag.Args, 1 elsewhere, 2 in Node
        int first = place.endsWith(".java") ? 0 : place.endsWith(".js") ? 2 : 1;
        for (Pattern pattern : List.of(NUMBER, TEXT)) {
            Matcher number = pattern.matcher(code);
            if (number.find()) return Integer.parseInt(number.group(2)) - first + 1;
        }
        return 0;
    }

    private static String port(String code) {
        List<String> ports = new ArrayList<>();
        for (Matcher port = PORT.matcher(code); port.find(); )
            for (int i = 1; i <= port.groupCount(); i++)
                if (port.group(i) != null) ports.add(port.group(i));
        return ports.isEmpty() ? "" : ports.get(0);
    }
}
