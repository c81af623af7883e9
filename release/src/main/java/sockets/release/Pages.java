package sockets.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * The documents of the zip as pages for a browser, for who has nothing that shows Markdown: each
 * NAME.md also as NAME.html, with its style inside. Links between documents lead to pages.
 */
public final class Pages {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final Path root;
    private final Set<Path> documents;
    private final String style;

    /** Pages of these documents, named by their paths below a folder. */
    public Pages(Path root, Set<Path> documents) throws IOException {
        this.root = root;
        this.documents = documents;
        try (InputStream in = Pages.class.getResourceAsStream("page.css")) {
            style = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes the pages of all documents below the first folder into the second one. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Path to = Path.of(args[1]);
        // as zip.xml has them: those at the top, of the modules, and of docs
        Set<Path> documents = new TreeSet<>();
        documents.addAll(found(root, root, "[^/]+\\.md|[^./][^/]*/(README|LEEME)\\.md", 2));
        documents.addAll(found(root, root.resolve("docs"), "(?!.*/kathara/shared/).*\\.md", 9));
        Pages pages = new Pages(root, documents);
        for (Path document : documents) {
            Path page = to.resolve(htmlOf(document.toString()));
            Files.createDirectories(page.getParent());
            Files.writeString(page, pages.page(document));
        }
    }

    private static List<Path> found(Path root, Path folder, String names, int depth)
            throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.map(root::relativize)
                    .filter(file -> file.toString().matches(names))
                    .toList();
        }
    }

    private static String htmlOf(String document) {
        return document.substring(0, document.length() - ".md".length()) + ".html";
    }

    /** One document as a page. */
    String page(Path document) throws IOException {
        String text = Files.readString(root.resolve(document));
        String language = text.lines().limit(5).anyMatch("<!-- lang: es -->"::equals) ? "es" : "en";
        Node tree = PARSER.parse(text);
        tree.accept(new Links(document));
        HtmlRenderer renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .percentEncodeUrls(true)
                        .nodeRendererFactory(Blocks::new)
                        .attributeProviderFactory(context -> new Anchors()::set)
                        .build();
        return "<!DOCTYPE html>\n<html lang=\""
                + language
                + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + title(tree)
                + "</title>\n<style>\n"
                + style
                + "</style>\n</head>\n<body>\n"
                + renderer.render(tree)
                + "</body>\n</html>\n";
    }

    /** The first heading. */
    private static String title(Node tree) {
        for (Node node = tree.getFirstChild(); node != null; node = node.getNext())
            if (node instanceof Heading)
                return text(node).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "Sockets";
    }

    /** What is read of a node, without its marks. */
    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(Code part) {
                        text.append(part.getLiteral());
                    }
                });
        return text.toString();
    }

    /** A link to a document leads to its page; to a source or a picture, to itself. */
    private final class Links extends AbstractVisitor {
        private final Path document;

        Links(Path document) {
            this.document = document;
        }

        @Override
        public void visit(Link link) {
            String[] parts = link.getDestination().split("#", 2);
            Path to = document.resolveSibling(parts[0]).normalize();
            if (!parts[0].endsWith(".md") || !documents.contains(to)) return;
            link.setDestination(htmlOf(parts[0]) + (parts.length < 2 ? "" : "#" + parts[1]));
            if (link.getFirstChild() instanceof Text name && name.getLiteral().endsWith(".md"))
                name.setLiteral(htmlOf(name.getLiteral()));
        }
    }

    /** The anchors that GitHub gives headings, for the links that lead to them. */
    private static final class Anchors {
        private final Map<String, Integer> seen = new HashMap<>();

        void set(Node node, String tag, Map<String, String> attributes) {
            if (!(node instanceof Heading)) return;
            String anchor =
                    text(node)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                            .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            attributes.put("id", before == 0 ? anchor : anchor + "-" + before);
        }
    }

    /** Blocks of a terminal, with what is typed set off; comments, which are for the tests, go. */
    private static final class Blocks implements NodeRenderer {
        private final HtmlWriter html;

        Blocks(HtmlNodeRendererContext context) {
            html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, HtmlBlock.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof HtmlBlock other) {
                if (!other.getLiteral().startsWith("<!--")) html.raw(other.getLiteral());
                return;
            }
            FencedCodeBlock block = (FencedCodeBlock) node;
            boolean terminal = block.getInfo().startsWith("console");
            html.line();
            html.tag("pre");
            for (String line : block.getLiteral().lines().toList()) {
                boolean typed = terminal && line.matches("[$>#] .*|[$>#]|\\^[A-Z]");
                if (typed) html.tag("b");
                html.text(line);
                if (typed) html.tag("/b");
                html.raw("\n");
            }
            html.tag("/pre");
            html.line();
        }
    }
}
