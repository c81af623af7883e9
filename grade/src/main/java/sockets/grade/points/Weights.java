package sockets.grade.points;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sockets.grade.list.BadLine;
import sockets.grade.list.Lines;

/** How many points which probes of a step give: the file {@code scripts/weights}, or another. */
public final class Weights {
    private static final String SHAPE = "expected STEP POINTS PROBE..., or - PROBE... # WHY";

    private final List<Weight> weights = new ArrayList<>();
    private final List<Weight.Probes> without = new ArrayList<>();

    private Weights(Object name, String text) throws BadLine {
        String[] lines = text.split("\n", -1);
        Lines.read(name, text, (number, words) -> add(words, comment(lines[number - 1])));
    }

    /** Those of the course, as the jar has them. */
    public static Weights ofCourse() {
        try (InputStream in = Weights.class.getResourceAsStream("weights")) {
            return new Weights("weights", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadLine e) {
            throw new IllegalStateException(e);
        }
    }

    /** A teacher's own. */
    public static Weights of(Path file) throws IOException, BadLine {
        Weights weights = new Weights(file, Lines.text(file));
        if (weights.weights.isEmpty()) throw new BadLine(file + ": no weights");
        return weights;
    }

    private static String comment(String line) {
        int hash = line.indexOf('#');
        return hash < 0 ? "" : line.substring(hash + 1).strip();
    }

    private Weight add(List<String> words, String comment) throws BadLine {
        boolean none = words.get(0).equals("-");
        if (words.size() < (none ? 2 : 3) || none && comment.isEmpty()) throw new BadLine(SHAPE);
        int step = none ? 0 : step(words.get(0));
        List<Weight.Probes> probes = new ArrayList<>();
        for (String word : words.subList(none ? 1 : 2, words.size()))
            probes.add(Weight.Probes.of(word, step));
        if (none) without.addAll(probes);
        else weights.add(new Weight(step, points(words.get(1)), List.copyOf(probes), comment));
        return null;
    }

    private static int step(String word) throws BadLine {
        if (!word.matches("[0-9]+")) throw new BadLine(SHAPE);
        return Weight.Probes.step(word);
    }

    private static double points(String word) throws BadLine {
        boolean number = word.matches("[0-9]{1,4}(\\.[0-9]{1,4})?");
        double points = number ? Double.parseDouble(word) : 0;
        if (points <= 0 || points > 1000) throw new BadLine(SHAPE);
        return points;
    }

    List<Weight> all() {
        return weights;
    }

    /** The steps for which there are points, in order. */
    public List<Integer> steps() {
        return weights.stream().map(Weight::step).distinct().sorted().toList();
    }

    /** True if a probe of a step gives points. */
    public boolean counts(String id, int step) {
        return weights.stream()
                .flatMap(weight -> weight.probes().stream())
                .anyMatch(some -> some.step() == step && some.has(id));
    }

    /** True if the file says why a probe gives none. */
    public boolean excuses(String id) {
        return without.stream().anyMatch(some -> some.has(id));
    }
}
