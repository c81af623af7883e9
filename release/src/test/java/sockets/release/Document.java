package sockets.release;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in Markdown, as far as the tests look at it.
 *
 * @param name its path below the root of the repository
 * @param language that of its terminals: {@code en}, or what a comment {@code lang: es} says
 * @param anchors what a link to it may name
 * @param links the targets of its links
 * @param code the inline code
 */
record Document(
        String name,
        String language,
        List<Section> sections,
        Set<String> anchors,
        List<Spot> links,
        List<Spot> code) {

    /** A piece of text and the line it stands in. */
    record Spot(int line, String text) {}

    private static final Pattern FENCE = Pattern.compile("( {0,3})(```+|~~~+)\\s*([^`]*)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?)[ #]*");
    private static final Pattern COMMENT = Pattern.compile("<!-- *(.*?) *(-->)?");
    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]*)>?( \"[^\"]*\")?\\)");
    private static final Pattern REFERENCE = Pattern.compile("\\[[^]]+\\]: +<?(\\S+?)>?");
    private static final Pattern NAMED = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    /** All documents of the repository; what was built, and hidden folders, hold none. */
    static List<Document> all(Path root) throws IOException {
        Set<Path> files = new TreeSet<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes as) {
                        String name = folder.getFileName().toString();
                        boolean skipped = Set.of("target", "dist").contains(name);
                        return (skipped || name.startsWith(".")) && !folder.equals(root)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes as) {
                        if (file.toString().endsWith(".md")) files.add(file);
                        return FileVisitResult.CONTINUE;
                    }
                });
        List<Document> documents = new ArrayList<>();
        for (Path file : files)
            documents.add(parse(root.relativize(file).toString(), Files.readAllLines(file)));
        return documents;
    }

    static Document parse(String name, List<String> lines) {
        return new Parser(name, lines).parse();
    }

    /** The anchor that GitHub gives a heading: letters with accents stay, punctuation goes. */
    static String anchor(String heading) {
        return heading.replaceAll("!?\\[([^]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                .replace(' ', '-');
    }

    /** Reads line by line. */
    private static final class Parser {
        private final String name;
        private final List<String> lines;
        private final List<Section> sections = new ArrayList<>();
        private final Set<String> anchors = new TreeSet<>();
        private final Map<String, Integer> headings = new HashMap<>();
        private final List<Spot> links = new ArrayList<>();
        private final List<Spot> code = new ArrayList<>();
        private String language = "en";
        private String notRun;
        private int at;

        Parser(String name, List<String> lines) {
            this.name = name;
            this.lines = lines;
        }

        Document parse() {
            section("(begin)");
            while (at < lines.size()) {
                String line = lines.get(at);
                Matcher fence = FENCE.matcher(line);
                Matcher comment = COMMENT.matcher(line);
                if (fence.matches()) fenced(fence);
                else if (comment.matches()) comment(comment);
                else if (line.startsWith("    ") && isParagraphEnd()) indented();
                else text(line);
            }
            return new Document(name, language, sections, anchors, links, code);
        }

        private void section(String heading) {
            sections.add(new Section(name, heading, at + 1, new ArrayList<>()));
        }

        private void block(int line, String info, List<String> text) {
            sections.get(sections.size() - 1)
                    .blocks()
                    .add(new Block(line, info, notRun, List.copyOf(text)));
            notRun = null;
        }

        private void fenced(Matcher fence) {
            int begin = ++at;
            List<String> text = new ArrayList<>();
            // in a list the block is indented as its fence is
            for (; at < lines.size() && !lines.get(at).strip().equals(fence.group(2)); at++)
                text.add(lines.get(at).replaceFirst("^" + fence.group(1), ""));
            at++;
            block(begin + 1, fence.group(3).strip(), text);
        }

        /** A comment speaks of the next block, holds a hidden one, or names the language. */
        private void comment(Matcher comment) {
            String text = comment.group(1);
            at++;
            if (comment.group(2) != null) {
                if (text.startsWith("not run:")) notRun = text.substring("not run:".length());
                if (text.startsWith("lang:")) language = text.substring("lang:".length()).strip();
                return;
            }
            int begin = at;
            while (at < lines.size() && !lines.get(at).strip().endsWith("-->")) at++;
            if (text.matches("console( .*)?")) block(begin + 1, text, lines.subList(begin, at));
            at++;
        }

        /** Indented text is a block after an empty line or a heading, unless a list goes on. */
        private boolean isParagraphEnd() {
            if (at > 0 && lines.get(at - 1).startsWith("#")) return true;
            if (at > 0 && !lines.get(at - 1).isBlank()) return false;
            for (int i = at - 1; i >= 0; i--) {
                if (lines.get(i).matches("([-*+]|\\d+[.)]) .*")) return false;
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith(" ")) return true;
            }
            return true;
        }

        private void indented() {
            int begin = at;
            while (at < lines.size()
                    && (lines.get(at).startsWith("    ") || lines.get(at).isBlank())) at++;
            List<String> text =
                    lines.subList(begin, at).stream()
                            .map(line -> line.replaceFirst("^    ", ""))
                            .toList();
            block(begin + 1, "", text);
        }

        private void text(String line) {
            if (!line.isBlank()) notRun = null;
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                if (heading.group(1).length() <= 2) section(heading.group(2));
                String anchor = anchor(heading.group(2));
                int before = headings.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
            Matcher span = CODE.matcher(line);
            while (span.find()) code.add(new Spot(at + 1, span.group(2).strip()));
            String prose = CODE.matcher(line).replaceAll("");
            Matcher link = LINK.matcher(prose);
            while (link.find()) links.add(new Spot(at + 1, link.group(1)));
            Matcher reference = REFERENCE.matcher(prose);
            if (reference.matches()) links.add(new Spot(at + 1, reference.group(1)));
            Matcher named = NAMED.matcher(prose);
            while (named.find()) anchors.add(named.group(1));
            at++;
        }
    }
}
