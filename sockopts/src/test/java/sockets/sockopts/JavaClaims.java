package sockets.sockopts;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** What explain says of Java, each claim with the experiment that shows it. */
final class JavaClaims {
    /**
     * Words of what is said of an option, and the experiment, true if it is so.
     *
     * @param option null for every option of which the words are said
     */
    record Claim(String option, String words, Callable<Boolean> experiment) {
        @Override
        public String toString() {
            return (option == null ? "" : option + ": ") + words;
        }
    }

    private static final InetAddress LO = InetAddress.getLoopbackAddress();

    static final List<Claim> ALL =
            List.of(
                    new Claim(
                            "SO_REUSEADDR",
                            "ServerSocket and ServerSocketChannel switch it on by themselves",
                            () -> reuseAddress(new ServerSocket(), ServerSocketChannel.open())),
                    new Claim(
                            "SO_REUSEADDR",
                            "MulticastSocket also has it on; Socket, SocketChannel, DatagramSocket"
                                    + " and DatagramChannel do not",
                            JavaClaims::reuseAddressOfTheOthers),
                    new Claim(
                            "SO_ERROR",
                            "finishConnect() as ConnectException, after which the channel is closed;"
                                    + " reading or writing a connected DatagramChannel as"
                                    + " PortUnreachableException",
                            () -> refusedConnectCloses() && unreachable()),
                    new Claim(
                            "IP_RECVERR",
                            "A connected DatagramChannel gets PortUnreachableException",
                            JavaClaims::unreachable),
                    new Claim(
                            "SO_BROADCAST",
                            "of a DatagramChannel, where it is off at first",
                            () ->
                                    !fresh(
                                            StandardSocketOptions.SO_BROADCAST,
                                            DatagramChannel.open())),
                    new Claim(
                            "SO_BROADCAST",
                            "DatagramSocket and MulticastSocket switch it on by themselves",
                            () -> broadcasts(new DatagramSocket(), new MulticastSocket())),
                    new Claim(
                            "SO_BROADCAST",
                            "In the channel it appears as BindException \"Permission denied\"",
                            JavaClaims::broadcastRefused),
                    new Claim(
                            "SO_SNDBUF",
                            "On Linux Java halves what it reads",
                            () -> halved(StandardSocketOptions.SO_SNDBUF)),
                    new Claim(
                            "SO_RCVBUF",
                            "On Linux Java halves what it reads",
                            () -> halved(StandardSocketOptions.SO_RCVBUF)),
                    new Claim(
                            "SO_KEEPALIVE",
                            "TCP_KEEPIDLE, TCP_KEEPINTERVAL and TCP_KEEPCOUNT",
                            () ->
                                    names(ExtendedSocketOptions.class)
                                            .containsAll(
                                                    List.of(
                                                            "TCP_KEEPIDLE",
                                                            "TCP_KEEPINTERVAL",
                                                            "TCP_KEEPCOUNT"))),
                    new Claim(
                            "SO_OOBINLINE",
                            "StandardSocketOptions has no such name",
                            () -> !names(StandardSocketOptions.class).contains("SO_OOBINLINE")),
                    new Claim(
                            "SO_OOBINLINE",
                            "Java drops the urgent byte, since it has no recv with MSG_OOB; with it on"
                                    + " the byte comes unmarked among the others",
                            () -> urgent(false).equals("ab") && urgent(true).equals("a!b")),
                    new Claim(
                            "SO_OOBINLINE",
                            "Socket.sendUrgentData sends one",
                            () -> urgent(true).contains("!")),
                    new Claim(
                            "SO_LINGER",
                            "-1 is off, and what exceeds 65535 becomes 65535 without a word",
                            JavaClaims::lingerIsCut),
                    new Claim(
                            "SO_LINGER",
                            "Socket.setSoLinger(true, 0) followed by close() aborts with RST",
                            JavaClaims::lingerAborts),
                    new Claim(
                            "SO_REUSEPORT",
                            "StandardSocketOptions.SO_REUSEPORT, off at first",
                            () ->
                                    !fresh(
                                            StandardSocketOptions.SO_REUSEPORT,
                                            DatagramChannel.open())),
                    new Claim(
                            "SO_PEERCRED",
                            "gives a UnixDomainPrincipal: user and group by name",
                            JavaClaims::principal),
                    new Claim(
                            "SO_PEERCRED",
                            "It hides the pid",
                            () -> UnixDomainPrincipal.class.getRecordComponents().length == 2),
                    new Claim(
                            "SO_PEERCRED",
                            "On a TCP channel: UnsupportedOperationException",
                            () ->
                                    fails(
                                            UnsupportedOperationException.class,
                                            () ->
                                                    SocketChannel.open()
                                                            .getOption(
                                                                    ExtendedSocketOptions
                                                                            .SO_PEERCRED))),
                    new Claim("SO_RCVTIMEO", "throws SocketTimeoutException", JavaClaims::timesOut),
                    new Claim(
                            "SO_RCVTIMEO",
                            "read() of a channel ignores setSoTimeout",
                            JavaClaims::channelWaits),
                    new Claim(
                            "SO_ACCEPTCONN",
                            "listens from bind() on, because Java calls bind and listen in one",
                            JavaClaims::listensFromBindOn),
                    new Claim(
                            "SO_DOMAIN",
                            "a channel opened without a family is AF_INET6 and takes IPv4 too, although"
                                    + " getLocalAddress() may show an IPv4 address",
                            JavaClaims::bothFamilies),
                    new Claim("IPV6_V6ONLY", "Java sets 0", JavaClaims::bothFamilies),
                    new Claim(
                            "IPV6_V6ONLY",
                            "Java always sets it to 0 in its IPv6 sockets",
                            JavaClaims::bothFamilies),
                    new Claim(
                            "IP_TOS",
                            "0 to 255 (beyond: IllegalArgumentException)",
                            () ->
                                    fails(
                                            IllegalArgumentException.class,
                                            () ->
                                                    DatagramChannel.open()
                                                            .setOption(
                                                                    StandardSocketOptions.IP_TOS,
                                                                    256))),
                    new Claim(
                            "IP_TOS",
                            "DatagramSocket and channels opened with INET carry the value",
                            JavaClaims::carriesTos),
                    new Claim(
                            "IP_TTL",
                            "No public API for unicast",
                            () -> !names(StandardSocketOptions.class).contains("IP_TTL")),
                    new Claim(
                            "IP_MTU_DISCOVER",
                            "Not in Java 17",
                            () ->
                                    names(ExtendedSocketOptions.class).contains("IP_DONTFRAGMENT")
                                            == Runtime.version().feature() >= 19),
                    new Claim(
                            "TCP_NODELAY",
                            "StandardSocketOptions.TCP_NODELAY, off at first",
                            () -> !fresh(StandardSocketOptions.TCP_NODELAY, SocketChannel.open())),
                    new Claim(
                            "TCP_KEEPIDLE",
                            "jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE, in seconds",
                            () -> keptIdle(7)),
                    new Claim(
                            "TCP_KEEPIDLE",
                            "Beyond the range: SocketException \"Invalid argument\"",
                            () -> fails(SocketException.class, () -> keptIdle(32768))),
                    new Claim(
                            "TCP_KEEPINTVL",
                            "jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL",
                            () -> names(ExtendedSocketOptions.class).contains("TCP_KEEPINTERVAL")),
                    new Claim(
                            "TCP_KEEPCNT",
                            "jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT",
                            () -> names(ExtendedSocketOptions.class).contains("TCP_KEEPCOUNT")),
                    new Claim(null, "No public API", JavaClaims::noneIsNamed),
                    new Claim(
                            null,
                            "None: Java has no AF_",
                            () -> StandardProtocolFamily.values().length == 3));

    private JavaClaims() {}

    /** The names of the options that a class of constants has. */
    private static List<String> names(Class<?> options) {
        return Arrays.stream(options.getFields()).map(Field::getName).toList();
    }

    private static boolean fails(Class<? extends Exception> as, Callable<?> call) {
        try {
            call.call();
            return false;
        } catch (Exception e) {
            return as.isInstance(e);
        }
    }

    private static boolean fresh(java.net.SocketOption<Boolean> option, DatagramChannel channel)
            throws IOException {
        try (channel) {
            return channel.getOption(option);
        }
    }

    private static boolean fresh(java.net.SocketOption<Boolean> option, SocketChannel channel)
            throws IOException {
        try (channel) {
            return channel.getOption(option);
        }
    }

    private static boolean reuseAddress(ServerSocket socket, ServerSocketChannel channel)
            throws IOException {
        try (socket;
                channel) {
            return socket.getReuseAddress()
                    && channel.getOption(StandardSocketOptions.SO_REUSEADDR);
        }
    }

    private static boolean reuseAddressOfTheOthers() throws IOException {
        try (MulticastSocket multicast = new MulticastSocket();
                Socket socket = new Socket();
                DatagramSocket datagrams = new DatagramSocket()) {
            return multicast.getReuseAddress()
                    && !socket.getReuseAddress()
                    && !datagrams.getReuseAddress()
                    && !fresh(StandardSocketOptions.SO_REUSEADDR, SocketChannel.open())
                    && !fresh(StandardSocketOptions.SO_REUSEADDR, DatagramChannel.open());
        }
    }

    /** An address where nobody listens: its socket is bound and no more. */
    private static SocketChannel silent() throws IOException {
        return SocketChannel.open().bind(new InetSocketAddress(LO, 0));
    }

    private static boolean refusedConnectCloses() throws IOException {
        try (SocketChannel silent = silent();
                SocketChannel client = SocketChannel.open()) {
            client.configureBlocking(false);
            return fails(
                            ConnectException.class,
                            () -> {
                                client.connect(silent.getLocalAddress());
                                while (!client.finishConnect()) Thread.onSpinWait();
                                return null;
                            })
                    && !client.isOpen();
        }
    }

    private static boolean unreachable() throws IOException {
        // connected to somebody else, it answers strangers with an error
        try (DatagramChannel nobody = DatagramChannel.open();
                DatagramChannel client = DatagramChannel.open()) {
            nobody.bind(new InetSocketAddress(LO, 0)).connect(new InetSocketAddress(LO, 9));
            client.connect(nobody.getLocalAddress());
            client.write(ByteBuffer.allocate(1));
            return fails(PortUnreachableException.class, () -> client.read(ByteBuffer.allocate(1)));
        }
    }

    private static boolean broadcasts(DatagramSocket datagrams, MulticastSocket multicast)
            throws IOException {
        try (datagrams;
                multicast) {
            return datagrams.getBroadcast() && multicast.getBroadcast();
        }
    }

    private static boolean broadcastRefused() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.send(ByteBuffer.allocate(1), new InetSocketAddress("127.255.255.255", 9));
            return false;
        } catch (BindException e) {
            return e.getMessage().contains("Permission denied");
        }
    }

    /** The kernel doubles every request; Java shows it as it was asked for. */
    private static boolean halved(java.net.SocketOption<Integer> option) throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            return channel.setOption(option, 20_000).getOption(option) == 20_000;
        }
    }

    private static String urgent(boolean inline) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LO);
                Socket client = new Socket(LO, server.getLocalPort());
                Socket end = server.accept()) {
            end.setOOBInline(inline);
            client.getOutputStream().write('a');
            client.sendUrgentData('!');
            client.getOutputStream().write('b');
            client.shutdownOutput();
            return new String(end.getInputStream().readAllBytes());
        }
    }

    private static boolean lingerIsCut() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            java.net.SocketOption<Integer> linger = StandardSocketOptions.SO_LINGER;
            return channel.getOption(linger) == -1
                    && channel.setOption(linger, 70_000).getOption(linger) == 65_535
                    && channel.setOption(linger, -1).getOption(linger) == -1;
        }
    }

    private static boolean lingerAborts() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LO);
                Socket client = new Socket(LO, server.getLocalPort());
                Socket end = server.accept()) {
            client.setSoLinger(true, 0);
            client.close();
            return fails(SocketException.class, () -> end.getInputStream().read());
        }
    }

    private static boolean principal() throws IOException {
        Path directory = Files.createTempDirectory("claims");
        Path file = directory.resolve("s");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            try (SocketChannel client = SocketChannel.open(address)) {
                UnixDomainPrincipal who = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
                return who.user().getName().equals(System.getProperty("user.name"))
                        && !who.group().getName().isEmpty();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static boolean timesOut() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LO)) {
            socket.setSoTimeout(1);
            return fails(
                    SocketTimeoutException.class,
                    () -> {
                        socket.receive(new DatagramPacket(new byte[1], 1));
                        return null;
                    });
        }
    }

    private static boolean channelWaits() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(LO, 0));
            try (SocketChannel client = SocketChannel.open(server.getLocalAddress());
                    SocketChannel end = server.accept()) {
                client.socket().setSoTimeout(1);
                int[] read = new int[1];
                Thread reader =
                        new Thread(
                                () -> {
                                    try {
                                        read[0] = client.read(ByteBuffer.allocate(9));
                                    } catch (IOException e) {
                                        read[0] = -2;
                                    }
                                });
                reader.start();
                // far more than the time that it ignores
                reader.join(200);
                end.write(ByteBuffer.wrap(new byte[] {1}));
                reader.join();
                return read[0] == 1;
            }
        }
    }

    private static boolean listensFromBindOn() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open();
                ServerSocket socket = new ServerSocket()) {
            server.bind(new InetSocketAddress(LO, 0));
            socket.bind(new InetSocketAddress(LO, 0));
            try (SocketChannel one = SocketChannel.open(server.getLocalAddress());
                    SocketChannel two = SocketChannel.open(socket.getLocalSocketAddress())) {
                return one.isConnected() && two.isConnected();
            }
        }
    }

    private static boolean bothFamilies() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            // the wildcard address
            server.bind(new InetSocketAddress(0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            try (SocketChannel four = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                    SocketChannel six = SocketChannel.open(new InetSocketAddress("::1", port))) {
                return four.isConnected() && six.isConnected();
            }
        }
    }

    private static boolean carriesTos() throws IOException {
        try (DatagramSocket socket = new DatagramSocket();
                DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            socket.setTrafficClass(0x20);
            channel.setOption(StandardSocketOptions.IP_TOS, 0x20);
            return socket.getTrafficClass() == 0x20
                    && channel.getOption(StandardSocketOptions.IP_TOS) == 0x20;
        }
    }

    private static boolean keptIdle(int seconds) throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            java.net.SocketOption<Integer> idle = ExtendedSocketOptions.TCP_KEEPIDLE;
            return channel.setOption(idle, seconds).getOption(idle) == seconds;
        }
    }

    /** No option that has no public API has a name in Java. */
    private static boolean noneIsNamed() {
        Meanings meanings = new Meanings("en");
        return Options.table().all().stream()
                .filter(option -> meanings.java(option) != null)
                .filter(option -> meanings.java(option).startsWith("No public API"))
                .map(option -> option.name())
                .noneMatch(
                        name ->
                                names(StandardSocketOptions.class).contains(name)
                                        || names(ExtendedSocketOptions.class).contains(name));
    }
}
