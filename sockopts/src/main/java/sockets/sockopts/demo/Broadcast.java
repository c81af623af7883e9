package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.libc.Fd;

/**
 * A datagram to everybody on a network must be meant: without SO_BROADCAST the kernel refuses to
 * send it. Here the network is that of the loopback interface, 127.0.0.0/8, whose broadcast address
 * is 127.255.255.255. socket(7), ip(7).
 */
final class Broadcast implements Demo {
    // <asm-generic/socket.h>
    private static final int SO_BROADCAST = 6;
    private static final String EVERYBODY = "127.255.255.255";
    private static final int PATIENCE_SECONDS = 3;

    @Override
    public void run(Stage stage) throws IOException {
        InetSocketAddress any = new InetSocketAddress(EVERYBODY, 0);
        try (Fd first = receiver(stage, "reader 1", any);
                Fd second = receiver(stage, "reader 2", first.getsockname());
                Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            InetSocketAddress everybody = first.getsockname();
            byte[] hello = "hola".getBytes(StandardCharsets.UTF_8);

            String denied = Link.result(() -> sender.sendto(hello, 0, everybody));
            stage.check(denied.equals("-1 EACCES"), "denied", denied);

            sender.setsockopt(SOL_SOCKET, SO_BROADCAST, 1);
            sender.sendto(hello, 0, everybody);
            boolean one = Arrays.equals(hello, first.recv(100, 0));
            boolean two = Arrays.equals(hello, second.recv(100, 0));
            stage.check(one && two, "received");
        }
    }

    private static Fd receiver(Stage stage, String side, InetSocketAddress address)
            throws IOException {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        byte[] patience = Link.timeval(PATIENCE_SECONDS * 1_000_000L);
        fd.setsockopt(SOL_SOCKET, SO_RCVTIMEO, patience);
        stage.tell(side, fd);
        // for UDP: several sockets may have one port, and each gets a copy of a broadcast
        fd.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
        fd.bind(address);
        return fd;
    }
}
