package sockets.grade.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sockets.common.text.Reason;
import sockets.grade.list.CaptureLine;
import sockets.grade.list.CheckLine;
import sockets.grade.list.Line;
import sockets.grade.list.RunLine;
import sockets.grade.model.Evidence;
import sockets.grade.report.ReportFiles;
import sockets.grade.run.Session.End;

/** One attempt at a line: what is started for it, and what came of it. */
final class Attempt {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1");

    private final Settings settings;
    private final Isolation isolation;
    private final String run;
    private final Line line;
    private final int patience;
    private final Session session;
    private final Judge judge;
    private final ReportFiles files;

    /**
     * @param run the name of the run, by which its processes are known
     * @param patience how many times as much time as usual
     */
    Attempt(
            Settings settings,
            Isolation isolation,
            String run,
            Line line,
            int patience,
            BooleanSupplier stopped) {
        this.settings = settings;
        this.isolation = isolation;
        this.run = run;
        this.line = line;
        this.patience = patience;
        session = new Session(settings.base(), new Family(run, line.number()), stopped);
        judge = new Judge(line, settings.base());
        files = new ReportFiles(settings.reports());
    }

    /** What came of it, whatever happens. */
    Evidence evidence() {
        try {
            for (String extension : new String[] {"json", "log", "pcap", "xml"})
                files.remove(line.file(extension));
            for (String file : line.captures()) {
                Evidence none = judge.none(file);
                if (none != null) return none;
            }
            if (line instanceof CheckLine check) return check(check);
            if (line instanceof CaptureLine capture) return capture(capture);
            if (line instanceof RunLine own) return run(own);
            return judge.nothing();
        } catch (IOException e) {
            return judge.open(Reason.of(e).text());
        }
    }

    private Evidence check(CheckLine check) throws IOException {
        String port = check.wantsPort() ? String.valueOf(ServerPorts.next()) : check.port();
        boolean started = !check.command().isEmpty();
        PortWatch watch = null;
        Recording recording = null;
        if (check.kind().isServer() && HERE.contains(check.host()) && !isolation.hasOwnNetwork()) {
            watch = new PortWatch(run, check, port);
            String taken = watch.taken(started);
            if (taken != null) return judge.open(taken);
        }
        List<String> words = java(check.program(), "check");
        words.addAll(check.arguments(port));
        // captures and traceroutes do not wait for a server
        if (patience > 1 && check.kind().isServer())
            words.addAll(List.of("--patience", String.valueOf(patience)));
        words.add("--json");
        if (started) {
            words.addAll(isolation.ofCheck(line, check.command(port), settings.base()));
            // only in a network of its own there is nothing else to be captured
            if (settings.records() && check.kind().isServer() && isolation.hasOwnNetwork()) {
                recording = new Recording(settings.reports().resolve(line.file("raw")));
                words = recording.of(words, settings.dist().resolve("sniffer.jar"));
            }
            words = isolation.grader(line, words);
            isolation.notes(line).forEach(judge::note);
        }
        End end = run(words);
        if (recording != null) keep(recording, end.out());
        if (watch != null && started)
            for (String left : watch.clear()) judge.note("left " + left + " on its port: ended");
        files.write(line.file("json"), end.out());
        if (end.err().length > 0) files.write(line.file("log"), end.err());
        return judge.check(check, end);
    }

    /** Of what was captured, the exchange in which a probe failed first. */
    private void keep(Recording recording, byte[] json) throws IOException {
        double[] when = Reported.firstFault(json);
        byte[] capture = when == null ? new byte[0] : recording.cut(when[0], when[1]);
        recording.remove();
        if (capture.length == 0) return;
        files.write(line.file("pcap"), capture);
        judge.keep(settings.reports().resolve(line.file("pcap")));
    }

    private Evidence capture(CaptureLine capture) throws IOException {
        List<String> words = java("sniffer", "read");
        words.addAll(List.of("--quiet", "-n", "-tt"));
        words.addAll(List.of("-c", String.valueOf(capture.counted()), "--", capture.file()));
        words.addAll(capture.filter());
        return judge.capture(capture, log(run(words)));
    }

    private Evidence run(RunLine own) throws IOException {
        List<String> words = isolation.handIn(line, own.command(), settings.base());
        words = isolation.grader(line, words);
        isolation.notes(line).forEach(judge::note);
        return judge.run(own, log(run(words)));
    }

    private End run(List<String> words) {
        return session.run(words, settings.seconds() * patience);
    }

    private End log(End end) throws IOException {
        byte[] all = new byte[end.out().length + end.err().length];
        System.arraycopy(end.out(), 0, all, 0, end.out().length);
        System.arraycopy(end.err(), 0, all, end.out().length, end.err().length);
        files.write(line.file("log"), all);
        return end;
    }

    private List<String> java(String program, String command) {
        String jar = settings.dist().resolve(program + ".jar").toString();
        return new ArrayList<>(List.of(java(), "-jar", jar, command));
    }

    /** The Java of the user's choice, else the one that runs this. */
    static String java() {
        String home = System.getenv("JAVA_HOME");
        if (home != null) {
            Path chosen = Path.of(home, "bin", "java");
            if (Files.isExecutable(chosen)) return chosen.toString();
        }
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
