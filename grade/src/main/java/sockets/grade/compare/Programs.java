package sockets.grade.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.grade.list.Line;
import sockets.grade.model.Alike;

/** Compares the programs of a class with each other. */
final class Programs {
    /** What is alike by chance, or by the course's way of writing, is less. */
    private static final double SHARE = 0.6;

    /** Fewer runs of tokens prove nothing: some ten lines. */
    private static final int LEAST = 50;

    private static final int MOST_GIVEN = 2000;

    private record Source(Line line, List<Path> files, Grams grams) {}

    private final Path base;
    private final List<Alike> alike = new ArrayList<>();

    /**
     * @param given folders with what the course gave to all
     */
    Programs(List<Line> lines, Path base, List<Path> given) {
        this.base = base;
        Grams ofAll = Grams.of(List.of());
        for (Path folder : given) {
            List<Path> files = new ArrayList<>();
            SourceFiles.below(folder, MOST_GIVEN, files);
            for (Path file : files) ofAll = ofAll.and(Grams.of(List.of(file)));
        }
        List<Source> sources = sources(lines, ofAll);
        for (int i = 0; i < sources.size(); i++)
            for (int j = i + 1; j < sources.size(); j++) compare(sources.get(i), sources.get(j));
        alike.sort(Comparator.comparingDouble(Alike::share).reversed());
    }

    /** Pairs, the most alike first. */
    List<Alike> alike() {
        return alike.subList(0, Math.min(Comparison.MOST, alike.size()));
    }

    /** Several lines of a student with the same files are one. */
    private List<Source> sources(List<Line> lines, Grams given) {
        SourceFiles files = new SourceFiles(lines, base);
        Map<List<Path>, Grams> grams = new HashMap<>();
        Set<List<Object>> seen = new HashSet<>();
        List<Source> sources = new ArrayList<>();
        for (Line line : lines) {
            if (line.command().isEmpty()) continue;
            List<Path> all = files.of(line);
            if (all.isEmpty() || !seen.add(List.of(line.who(), all))) continue;
            Grams own = grams.computeIfAbsent(all, key -> Grams.of(key).without(given));
            if (own.size() >= LEAST) sources.add(new Source(line, all, own));
        }
        return sources;
    }

    private void compare(Source one, Source other) {
        if (one.line.who().equals(other.line.who())) return;
        int common = one.grams.common(other.grams);
        double share = (double) common / Math.min(one.grams.size(), other.grams.size());
        if (share < SHARE) return;
        alike.add(
                new Alike(
                        Alike.SOURCE,
                        one.line.who().name(),
                        one.line.number(),
                        other.line.who().name(),
                        other.line.number(),
                        share,
                        names(one) + " and " + names(other)));
    }

    private String names(Source source) {
        Path first = base.relativize(source.files.get(0));
        int more = source.files.size() - 1;
        return more == 0 ? first.toString() : first + " (+" + more + ")";
    }
}
