package sockets.grade.html;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import sockets.grade.model.Course;

/** Pages that were written, as texts and as trees. */
final class Pages {
    private final Path folder;
    private final Map<String, String> texts = new TreeMap<>();

    private Pages(Path folder) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList())
                texts.put(file.getFileName().toString(), Files.readString(file));
        }
    }

    /** Writes a class, each capture of which has the ladder that sniffer flow has drawn. */
    static Pages of(Course course, String language, Path folder) throws IOException {
        String svg = ladder();
        new HtmlReport(language, capture -> svg).write(course, folder);
        return new Pages(folder);
    }

    static String ladder() throws IOException {
        try (var in = Pages.class.getResourceAsStream("ladder.svg")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    Path folder() {
        return folder;
    }

    List<String> names() {
        return List.copyOf(texts.keySet());
    }

    String text(String name) {
        return texts.get(name);
    }

    /** The text of a page without its style, in lower-level markup left as it is. */
    String body(String name) {
        String text = texts.get(name);
        return text.substring(text.indexOf("<body"));
    }

    /** What a reader sees: no markup. */
    String words(String name) throws Exception {
        Element body = (Element) tree(name).getElementsByTagName("body").item(0);
        return body.getTextContent().replaceAll("\\s+", " ");
    }

    Document tree(String name) throws Exception {
        return parse(texts.get(name));
    }

    /** Elements without an end tag are all in the head. */
    static Document parse(String page) throws Exception {
        String xml = page.replaceAll("(<meta [^>]*)>", "$1/>");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    static List<Element> elements(Document tree, Predicate<Element> wanted) {
        List<Element> found = new ArrayList<>();
        NodeList all = tree.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++)
            if (all.item(i) instanceof Element element && wanted.test(element)) found.add(element);
        return found;
    }
}
