package sockets.grade.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import sockets.grade.list.Line;
import sockets.grade.list.Owners;
import sockets.grade.list.Who;
import sockets.grade.model.Alike;

/** Compares the captures of a class with each other and with the course's. */
final class Captures {
    /** So many others are named with a capture that many have. */
    private static final int NAMED = 3;

    /** A capture that a line names. */
    private record HandIn(Line line, Fingerprint print) {
        String student() {
            return line.who().name();
        }
    }

    private final List<Alike> alike = new ArrayList<>();
    private final Map<Integer, List<String>> notes = new HashMap<>();
    private final Map<Integer, String> ofCourse = new HashMap<>();

    Captures(List<Line> lines, Path base) throws IOException {
        CourseCaptures course = new CourseCaptures();
        List<HandIn> all = new ArrayList<>();
        for (Line line : lines)
            for (Path file : files(line, base)) {
                HandIn handIn = handIn(line, file);
                if (handIn == null || !handIn.print.tells()) continue;
                CourseCaptures.Known known = course.of(handIn.print);
                if (known == null) all.add(handIn);
                else ofCourse(handIn, known);
            }
        groups(all, Fingerprint::bytes).forEach(group -> same(group, true));
        groups(all, Fingerprint::packets).forEach(group -> same(group, false));
    }

    /** Pairs. */
    List<Alike> alike() {
        return alike;
    }

    /** By the number of the line, what is to be said of it. */
    Map<Integer, List<String>> notes() {
        return notes;
    }

    /** By the number of the line, why it has no points: its capture is the course's. */
    Map<Integer, String> ofCourse() {
        return ofCourse;
    }

    private static List<Path> files(Line line, Path base) {
        List<Path> files = new ArrayList<>();
        for (String name : line.captures()) {
            if (Owners.isBehindLink(base, name)) continue;
            try {
                files.add(base.resolve(name));
            } catch (InvalidPathException e) {
                // no file has such a name: its line says so
            }
        }
        return files;
    }

    /** Null if it cannot be read, which is told by who judges it; no pipe is waited for. */
    private static HandIn handIn(Line line, Path file) {
        if (!Files.isRegularFile(file)) return null;
        try {
            return new HandIn(line, Fingerprint.of(file));
        } catch (IOException e) {
            return null;
        }
    }

    private void ofCourse(HandIn handIn, CourseCaptures.Known known) {
        boolean bytes = known.bytes().equals(handIn.print.bytes());
        String name = "docs/captures/" + known.name();
        String how = bytes ? "it is " : "it has the packets of ";
        String line = how + name + " of the course, not captured by the student";
        if (ofCourse.putIfAbsent(handIn.line.number(), line) != null) return;
        alike.add(
                new Alike(
                        Alike.CAPTURE,
                        handIn.student(),
                        handIn.line.number(),
                        name,
                        0,
                        1,
                        bytes ? "same bytes" : "same packets"));
    }

    /** Those that have the same hash. */
    private static Collection<List<HandIn>> groups(
            List<HandIn> all, Function<Fingerprint, String> hash) {
        Map<String, List<HandIn>> groups = new LinkedHashMap<>();
        for (HandIn one : all) {
            String key = hash.apply(one.print);
            if (!key.isEmpty()) groups.computeIfAbsent(key, k -> new ArrayList<>()).add(one);
        }
        return groups.values();
    }

    /** Each student is compared once, by the first line that names the file. */
    private void same(List<HandIn> group, boolean bytes) {
        Map<String, HandIn> firsts = new LinkedHashMap<>();
        for (HandIn one : group) firsts.putIfAbsent(one.line.who() + one.print.bytes(), one);
        List<HandIn> different = List.copyOf(firsts.values());
        for (int i = 0; i < different.size(); i++)
            for (int j = i + 1; j < different.size() && alike.size() < Comparison.MOST; j++)
                if (isPair(different.get(i), different.get(j), bytes))
                    pair(different.get(i), different.get(j), bytes);
        for (HandIn one : group) note(one, different, bytes);
    }

    private static boolean isPair(HandIn one, HandIn other, boolean bytes) {
        return !one.line.who().equals(other.line.who())
                && one.print.bytes().equals(other.print.bytes()) == bytes;
    }

    private void pair(HandIn one, HandIn other, boolean bytes) {
        alike.add(
                new Alike(
                        Alike.CAPTURE,
                        one.student(),
                        one.line.number(),
                        other.student(),
                        other.line.number(),
                        1,
                        bytes ? "same bytes" : "same packets, other times or format"));
    }

    private void note(HandIn one, List<HandIn> others, boolean bytes) {
        Set<Who> named = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        for (HandIn other : others)
            if (isPair(one, other, bytes) && named.add(other.line.who()) && named.size() <= NAMED)
                names.add(other.student() + " (line " + other.line.number() + ")");
        if (named.isEmpty()) return;
        String how =
                bytes
                        ? "the same bytes as the capture of "
                        : "the same packets, with other times or in another format, as the capture"
                                + " of ";
        String more = named.size() > NAMED ? " and " + (named.size() - NAMED) + " more" : "";
        String note = how + String.join(", ", names) + more;
        List<String> all = notes.computeIfAbsent(one.line.number(), n -> new ArrayList<>());
        if (!all.contains(note)) all.add(note);
    }
}
