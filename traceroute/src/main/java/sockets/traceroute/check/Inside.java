package sockets.traceroute.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;
import sockets.libc.Errno;
import sockets.libc.LibcException;
import sockets.libc.NetInterface;
import sockets.traceroute.Traceroute;

/**
 * Where networks may be made: as root, or in a user namespace, user_namespaces(7), in which whoever
 * makes it is root. A process of many threads, as each of Java, cannot enter one, so the program is
 * started once more in it.
 */
final class Inside {
    /** A variable that the second one has. */
    static final String MARK = "SOCKETS_TRACEROUTE_INSIDE";

    private static final List<String> UNSHARE = List.of("unshare", "--user", "--map-root-user");

    private Inside() {}

    /** May this process make networks? */
    static boolean isHere() throws IOException, InterruptedException {
        List<IOException> failures = new ArrayList<>();
        // a thread that has moved cannot come back: one for this question
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                NetInterface.unshare();
                            } catch (IOException e) {
                                failures.add(e);
                            }
                        },
                        "may we");
        thread.start();
        thread.join();
        if (failures.isEmpty()) return true;
        boolean denied = failures.get(0) instanceof LibcException e && e.is(Errno.EPERM);
        if (!denied || System.getenv(MARK) != null) throw failures.get(0);
        return false;
    }

    /**
     * Starts the program again where it may, with the same words.
     *
     * @return its exit code
     */
    static int again(Console console, List<String> words) throws IOException, InterruptedException {
        tryOut();
        List<String> command = new ArrayList<>(UNSHARE);
        String path = System.getProperty("java.class.path");
        command.add(System.getProperty("java.home") + "/bin/java");
        if (path.endsWith(".jar") && !path.contains(":")) command.addAll(List.of("-jar", path));
        else command.addAll(List.of("-cp", path, Traceroute.class.getName()));
        command.addAll(words);
        Log.debug("starts {}", command);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(MARK, "yes");
        Process process = builder.start();
        // it tells what it has found, and ends: then so do we
        console.whenStopped(process::destroy);
        return process.waitFor();
    }

    /** Says in one line why it cannot be. */
    private static void tryOut() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(UNSHARE);
        command.addAll(List.of("--net", "true"));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new Failure("exec", "unshare", e).hint("hint.check.ip");
        }
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() == Program.DONE) return;
        Log.debug("unshare: {}", new String(said, StandardCharsets.UTF_8));
        throw new Failure("unshare", "CLONE_NEWUSER", Reason.EPERM, "")
                .hint("hint.check.namespaces");
    }
}
