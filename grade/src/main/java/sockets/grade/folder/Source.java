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
    private static final Pattern PORT =
            words(
                    "(?:port|puerto)\\w*\\s*(?::?=|:)\\s*([0-9]{4,5})\\b"
                            + "|(?:port|puerto)\\w*\\s+([0-9]{4,5})\\b"
                            + "|bind\\s*\\(\\s*\\([^,()]*,\\s*([0-9]{4,5})\\s*\\)"
                            + "|htons\\s*\\(\\s*([0-9]{4,5})\\s*\\)"
                            + "|(?:Socket|SocketAddress|listen)\\s*\\([^)]*?\\b([0-9]{4,5})\\s*\\)");

    private static Pattern words(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    static Source of(String name, String text) {
        return new Source(
                kind(name, text), has(CONCURRENT, text), argument(name, text), port(text));
    }

    private static Kind kind(String name, String text) {
        boolean udp = has(UDP, text);
        boolean tcp = has(TCP, text);
        if (!udp && !tcp && !has(TTL, text)) return Kind.OTHER;
        if (has(TTL, text) || has(words("trace"), name)) return Kind.TRACEROUTE;
        if (!has(SERVES, text)) return Kind.CLIENT;
        // the name decides where the text has both, and tells a client that binds
        if (has(words("client"), name) && !has(words("server|servidor"), name)) return Kind.CLIENT;
        boolean isUdp = udp && !(tcp && has(words("tcp|chat"), name));
        if (isUdp) return has(CONNECTS, text) && !has(words("serv"), name) ? Kind.CLIENT : Kind.UDP;
        return has(words("chat"), name) || has(TALKS, text) ? Kind.CHAT : Kind.TCP;
    }

    private static int argument(String name, String text) {
        Matcher number = NUMBER.matcher(text);
        // the first argument is 0 in Java and Go's flag.Args, 1 elsewhere, 2 in Node
        int first = name.endsWith(".java") ? 0 : name.endsWith(".js") ? 2 : 1;
        if (number.find()) return Integer.parseInt(number.group(2)) - first + 1;
        return 0;
    }

    private static String port(String text) {
        List<String> ports = new ArrayList<>();
        for (Matcher port = PORT.matcher(text); port.find(); )
            for (int i = 1; i <= port.groupCount(); i++)
                if (port.group(i) != null) ports.add(port.group(i));
        return ports.isEmpty() ? "" : ports.get(0);
    }
}
