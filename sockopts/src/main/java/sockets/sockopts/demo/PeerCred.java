package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import sockets.libc.Fd;
import sockets.libc.LibC;
import sockets.libc.Sockaddr;

/**
 * Who is at the other end: on a UNIX socket the kernel knows the process, on TCP it does not.
 * unix(7).
 */
final class PeerCred implements Demo {
    private static final int SO_PEERCRED = 17;
    private static final int PATIENCE_MILLIS = 20_000;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        // names are of the whole machine: no two runs at once may have the same
        String name = "sockopts-demo-" + UUID.randomUUID().toString().substring(0, 8);
        Process client = null;
        try (Fd listener = stage.tell("server", Fd.socket(AF_UNIX, SOCK_STREAM, 0))) {
            listener.bind(Sockaddr.abstractUnix(name), "@" + name);
            listener.listen(1);
            client = start(name);
            stage.say("started", client.pid());
            if (!Link.ready(listener, POLLIN, PATIENCE_MILLIS))
                throw new IOException("the other process does not connect");
            try (Fd server = stage.tell("server", listener.accept4(0))) {
                int[] peer = ask(server);
                stage.check(peer[0] == client.pid(), "pid", peer[0]);
                stage.check(peer[1] == LibC.geteuid(), "uid", peer[1], peer[2]);
                client.getOutputStream().close();
                if (!client.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    throw new IOException("the other process does not end");
                stage.say("ended");
                stage.check(ask(server)[0] == peer[0], "kept", peer[0]);
            }
        } finally {
            if (client != null) client.destroyForcibly();
        }
        try (Link tcp = Link.tcp()) {
            stage.say("tcp");
            int[] peer = ask(stage.tell("server", tcp.server()));
            stage.check(peer[0] == 0 && peer[1] == -1, "nobody", peer[0], peer[1]);
        }
    }

    private static int[] ask(Fd fd) throws IOException {
        return ids(fd.getsockopt(SOL_SOCKET, SO_PEERCRED, 12, PeerCred::text));
    }

    /** struct ucred: pid, uid, gid. */
    private static int[] ids(byte[] ucred) {
        ByteBuffer in = ByteBuffer.wrap(ucred).order(ByteOrder.nativeOrder());
        return new int[] {in.getInt(), in.getInt(), in.getInt()};
    }

    private static String text(byte[] ucred) {
        int[] is = ids(ucred);
        return String.format(Locale.ROOT, "{pid %d, uid %d, gid %d}", is[0], is[1], is[2]);
    }

    /** The other process: this class once more, from its main. */
    private static Process start(String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(PeerCred.class.getName(), name));
        ProcessBuilder builder = new ProcessBuilder(command);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Connects, and stays until its input ends. */
    public static void main(String[] args) throws IOException {
        try (Fd fd = Fd.socket(AF_UNIX, SOCK_STREAM, 0)) {
            fd.connect(Sockaddr.abstractUnix(args[0]), "@" + args[0]);
            System.in.read();
        }
    }
}
