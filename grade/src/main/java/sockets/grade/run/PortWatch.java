package sockets.grade.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sockets.common.net.SocketTable;
import sockets.grade.list.CheckLine;

/**
 * Who has the port of a server that a line starts: nobody may be there before it, and nobody stays
 * behind it, so that no group is judged by another one's server.
 */
final class PortWatch {
    private final String run;
    private final String protocol;
    private final int port;
    private final Instant begin = Instant.now();

    PortWatch(String run, CheckLine line, String port) {
        this.run = run;
        this.protocol = line.kind().protocol();
        this.port = Integer.parseInt(port);
    }

    /** What holds it. */
    private List<Long> holders() {
        List<Long> holders = new ArrayList<>();
        for (SocketTable.Row row : SocketTable.servers(protocol, port))
            holders.addAll(SocketTable.holders(row));
        return holders;
    }

    /**
     * Who is there before the line, in words; null if nobody is.
     *
     * @param any false if only what other lines have started is in the way
     */
    String taken(boolean any) {
        if (SocketTable.servers(protocol, port).isEmpty()) return null;
        List<Long> holders = holders();
        String words = "port " + port + " is taken";
        if (holders.isEmpty()) return any ? words + " by another user's process" : null;
        long pid = holders.get(0);
        int line = Family.line(run, pid);
        if (line < 0 && !any) return null;
        String from = line > 0 ? " of line " + line : line == 0 ? " of another run of grade" : "";
        return words + " by " + Family.name(pid) + " (pid " + pid + ")" + from;
    }

    /**
     * Ends whoever has taken it while the line ran and does not go: one that has hidden where it
     * comes from. Only for a port that nobody else of this run had.
     *
     * @return those who were ended, in words
     */
    List<String> clear() {
        List<String> ended = new ArrayList<>();
        for (long pid : holders()) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            Optional<Instant> start = process.flatMap(one -> one.info().startInstant());
            // the kernel's clock of starts is coarse
            if (start.isEmpty() || start.get().isBefore(begin.minusMillis(1000))) continue;
            ended.add(Family.name(pid) + " (pid " + pid + ")");
            process.get().destroyForcibly();
        }
        return ended;
    }
}
