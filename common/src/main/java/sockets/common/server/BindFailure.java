package sockets.common.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/**
 * Why a server does not get its address. Of a port that is taken, who has it: often it is the
 * user's own server, forgotten in another terminal or stopped with Ctrl-Z.
 */
public final class BindFailure {
    private static final int MOST_LETTERS = 80;

    private BindFailure() {}

    /**
     * The error line of a bind that failed.
     *
     * @param protocol udp or tcp
     */
    public static Failure of(String protocol, InetSocketAddress wanted, IOException cause) {
        Failure failure = new Failure("bind", Addresses.text(wanted), cause);
        int port = wanted.getPort();
        int other = port < 65535 ? port + 1 : port - 1;
        failure.with(String.valueOf(port), String.valueOf(other));
        if (failure.reason() != Reason.EADDRINUSE) return failure;
        for (SocketTable.Row row : SocketTable.servers(protocol, port)) {
            boolean same =
                    wanted.getAddress().isAnyLocalAddress() || row.takes(wanted.getAddress());
            if (!same) continue;
            for (long pid : SocketTable.holders(row))
                return failure.hint(
                        isStopped(pid) ? "hint.bind.stopped" : "hint.bind.taken",
                        String.valueOf(pid),
                        name(pid),
                        since(pid),
                        String.valueOf(other));
        }
        return failure;
    }

    /** Its command line as it was typed, without the options of Java. */
    private static String name(long pid) {
        Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
        String[] words = info.flatMap(ProcessHandle.Info::arguments).orElse(new String[0]);
        Path file = Path.of(info.flatMap(ProcessHandle.Info::command).orElse("?")).getFileName();
        int jar = Math.max(0, List.of(words).indexOf("-jar"));
        List<String> line = new ArrayList<>(List.of(words).subList(jar, words.length));
        line.add(0, String.valueOf(file));
        String text = String.join(" ", line);
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "...";
    }

    private static String since(long pid) {
        Instant start =
                ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).orElse(Instant.now());
        ZonedDateTime time = start.atZone(ZoneId.systemDefault());
        boolean today = time.toLocalDate().equals(LocalDate.now());
        String format = today ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return time.format(DateTimeFormatter.ofPattern(format, Locale.ROOT));
    }

    /** True after Ctrl-Z: state T in /proc/PID/stat, behind the name in brackets (proc(5)). */
    private static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" T");
        } catch (IOException e) {
            // it has ended meanwhile
            return false;
        }
    }
}
