package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import sockets.libc.Cmsg;
import sockets.libc.Fd;
import sockets.libc.LibC;
import sockets.libc.Message;

/**
 * Who sent each message: with SO_PASSCRED the receiver of a UNIX socket gets the sender's process,
 * user and group beside the data, written by the kernel. SO_PEERCRED tells who connected, which
 * another process may have inherited since. unix(7).
 */
final class PassCred implements Demo {
    private static final int SO_PASSCRED = 16;
    private static final int SCM_CREDENTIALS = 2;

    /** pid 1, the first process of all. */
    private static final int INIT = 1;

    @Override
    public void run(Stage stage) throws IOException {
        Fd[] pair = Fd.socketpair(AF_UNIX, SOCK_DGRAM, 0);
        try (Fd writer = stage.tell("writer", pair[0]);
                Fd reader = stage.tell("reader", pair[1])) {
            writer.send(Datagram.bytes("hello"), 0);
            int[] without = credentials(stage, reader);
            stage.check(without == null, "without");

            reader.setsockopt(SOL_SOCKET, SO_PASSCRED, 1);
            writer.send(Datagram.bytes("hello"), 0);
            int[] with = credentials(stage, reader);
            stage.check(with != null, "with");
            if (with == null) return;
            stage.check(with[0] == ProcessHandle.current().pid(), "pid", with[0]);
            stage.check(with[1] == LibC.geteuid(), "uid", with[1], with[2]);
            forge(stage, writer, with[1], with[2]);
        }
    }

    /** The message that came next: pid, uid and gid beside it; null if there are none. */
    private static int[] credentials(Stage stage, Fd reader) throws IOException {
        ByteBuffer ucred = Datagram.receive(reader).beside(SOL_SOCKET, SCM_CREDENTIALS);
        if (ucred == null) return null;
        int[] is = {ucred.getInt(0), ucred.getInt(4), ucred.getInt(8)};
        stage.call("reader", "cmsg SCM_CREDENTIALS = " + shown(is[0], is[1], is[2]));
        return is;
    }

    private static String shown(int pid, int uid, int gid) {
        return String.format(Locale.ROOT, "{pid %d, uid %d, gid %d}", pid, uid, gid);
    }

    /** A sender may name itself in a control message; to name another process is a privilege. */
    private static void forge(Stage stage, Fd writer, int uid, int gid) throws IOException {
        // struct ucred
        ByteBuffer ucred = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
        ucred.putInt(INIT).putInt(uid).putInt(gid).flip();
        Message message = new Message(1, Cmsg.space(12));
        message.data().put(0, (byte) '!');
        message.control(new Cmsg(SOL_SOCKET, SCM_CREDENTIALS, ucred));
        String result = Link.result(() -> writer.sendmsg(message, 0));
        stage.call("", "... with SCM_CREDENTIALS " + shown(INIT, uid, gid));
        if (result.equals("0")) stage.say("privileged");
        else stage.check(result.equals("-1 EPERM"), "forged", result);
    }
}
