package sockets.grade.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sockets.common.text.Log;
import sockets.common.text.Texts;

/**
 * Runs hand-ins kept in where the system allows it, and says why where not. Found once, it serves
 * any number of commands, from any threads; close it when all of them have ended.
 */
public final class Sandbox implements Closeable {
    private static final String STAGE = "stage";

    private final Wall wall;
    private final User user;
    private final WhyNot whyNot;
    private final Limits limits;
    private final List<Path> also;
    private final Path own;
    private final AtomicInteger handIns = new AtomicInteger();

    private Sandbox(Wall wall, User user, WhyNot whyNot, Limits limits, List<Path> also, Path own) {
        this.wall = wall;
        this.user = user;
        this.whyNot = whyNot;
        this.limits = limits;
        this.also = also;
        this.own = own;
    }

    /** Keeps nothing in: commands run as they are. */
    private static Sandbox none(WhyNot whyNot) {
        return new Sandbox(null, null, whyNot, null, List.of(), null);
    }

    /**
     * The best that works here: bubblewrap, else unshare, else nothing. Each is really tried.
     *
     * @param alsoReadable what hand-ins may read besides the system's programs and this Java
     */
    public static Sandbox find(Limits limits, List<Path> alsoReadable) throws IOException {
        return find(limits, alsoReadable, List.of("bwrap", "unshare"));
    }

    /** The same with the first of these tools that works. */
    public static Sandbox find(Limits limits, List<Path> alsoReadable, List<String> tools)
            throws IOException {
        if (!Files.exists(Path.of("/proc/self/ns/user"))) return none(WhyNot.NO_NAMESPACES);
        List<Said> reasons = new ArrayList<>();
        boolean tried = false;
        for (String tool : tools) {
            String path = Trial.path(tool);
            if (path == null) {
                reasons.add(new Said("absent", tool));
                continue;
            }
            tried = true;
            Sandbox sandbox = of(path, User.own(), limits, alsoReadable);
            List<String> nothing =
                    sandbox.handIn(List.of("true"), sandbox.own, none -> false, false);
            Said trouble = Trial.run(sandbox.grader(nothing));
            Log.debug("{}: {}", path, trouble == null ? "works" : trouble);
            if (trouble == null) return sandbox;
            reasons.add(trouble);
            sandbox.close();
        }
        return none(WhyNot.of(reasons, tried));
    }

    /** With this tool, whether it works or not. */
    static Sandbox of(String tool, User user, Limits limits, List<Path> alsoReadable)
            throws IOException {
        Path own = Files.createTempDirectory("sockets-grade-");
        Files.createDirectory(own.resolve(STAGE));
        Path root = Files.createDirectory(own.resolve("root"));
        // root's hand-ins run as another user, who must come to what is made for them
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> also = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        for (Path path : alsoReadable) also.add(path.toAbsolutePath().normalize());
        Path filter = Files.write(own.resolve("seccomp"), Syscalls.filter());
        Wall wall =
                tool.endsWith("bwrap")
                        ? new Bubblewrap(tool, user, filter)
                        : new Unshare(tool, user, root);
        return new Sandbox(wall, user, null, limits, also, own);
    }

    public boolean isIsolated() {
        return wall != null;
    }

    /** Why nothing is kept in, in words: {@code not isolated: ...}; null if it is. */
    public String reason(Texts texts) {
        return whyNot == null ? null : whyNot.text(texts);
    }

    /**
     * The command that runs the grader of a hand-in, or the hand-in itself, in a network of its
     * own. It ends, with all of its processes, when the <em>thread</em> that started it does
     * (prctl(2), PR_SET_PDEATHSIG): that thread is the one that waits for it.
     */
    public List<String> grader(List<String> words) {
        return wall == null ? words : wall.grader(quiet(words), own.resolve(STAGE), limits, false);
    }

    /** The same for a grader that makes networks: it is root there, if nowhere else. */
    public List<String> lab(List<String> words) {
        return wall == null ? words : wall.grader(quiet(words), own.resolve(STAGE), limits, true);
    }

    /**
     * Two Javas of one user with the same number, each among its own processes, would want the same
     * file of counters in /tmp, and say so on standard output.
     */
    private static List<String> quiet(List<String> words) {
        if (!words.get(0).equals("java") && !words.get(0).endsWith("/java")) return words;
        List<String> all = new ArrayList<>(words);
        all.add(1, "-XX:-UsePerfData");
        return all;
    }

    /**
     * The command that runs a hand-in, to be run by {@link #grader} or by what that runs.
     *
     * @param folder of the list, in which the words are meant
     * @param others true for a folder in which another student has something
     * @param rawSockets true within {@link #lab} only
     */
    public List<String> handIn(
            List<String> words, Path folder, Predicate<Path> others, boolean rawSockets)
            throws IOException {
        if (wall == null) return words;
        String script = script(words, folder, others, rawSockets).toString();
        List<String> all = new ArrayList<>(List.of("/bin/sh", script));
        all.addAll(words);
        return all;
    }

    /** The script that does so: sh(1) runs it, and it the words that follow. */
    public Path script(List<String> words, Path folder, Predicate<Path> others, boolean rawSockets)
            throws IOException {
        int handIn = handIns.incrementAndGet();
        Path absolute = folder.toAbsolutePath().normalize();
        int outside = User.number(handIn);
        int number = user.isRoot() && rawSockets ? outside : User.STUDENT;
        Named named = Named.in(words, absolute, others);
        View view = View.of(named, also, absolute, own, handIn, number);
        Stage stage = new Stage(own.resolve(STAGE), user, outside);
        List<String> all = new ArrayList<>(stage.become(rawSockets));
        all.addAll(wall.handIn(stage.of(view), stage, limits, rawSockets));
        String script = stage.script(view, limits) + wall.run(Inside.command(all), stage);
        return Files.writeString(own.resolve(String.valueOf(handIn)), script);
    }

    /** Where its scripts are until it is closed. */
    Path folder() {
        return own;
    }

    @Override
    public void close() throws IOException {
        if (wall != null && Files.exists(own)) delete(own);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = new ArrayList<>(paths.toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        // what a folder has comes behind it
        for (int i = all.size() - 1; i >= 0; i--) Files.deleteIfExists(all.get(i));
    }
}
