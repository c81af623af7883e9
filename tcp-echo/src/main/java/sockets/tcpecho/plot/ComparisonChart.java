package sockets.tcpecho.plot;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import sockets.common.text.Texts;

/**
 * Throughput and latency of several servers against the number of connections, as an SVG picture
 * for a page of paper: two panels, one legend, and a line on what was measured. XChart draws the
 * panels, Batik turns what is drawn into SVG. The same files give the same bytes: there is no date
 * in them, and nothing that differs from run to run.
 */
final class ComparisonChart {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final int WIDTH = 760;

    /** What an A4 page with usual margins has: a letter of 12 units becomes one of 8 points. */
    private static final int WIDTH_MILLIMETRES = 170;

    private static final int MARGIN = 16;
    private static final int TITLE = 40;
    private static final int LINE = 22;
    private static final int SAMPLE = 36;

    /** Room for a letter of the legend, whatever the letters of the one who looks at it. */
    private static final int LETTER = 7;

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final List<LoadFile> servers;
    private final List<String> labels;
    private final Texts texts;
    private final int[] connections;

    ComparisonChart(List<LoadFile> servers, Texts texts) {
        this.servers = servers;
        this.texts = texts;
        labels = Labels.of(servers);
        connections =
                servers.stream()
                        .flatMap(server -> server.rows().stream())
                        .mapToInt(LoadFile.Row::connections)
                        .sorted()
                        .distinct()
                        .toArray();
    }

    /** Measures a text, as XChart will do: throws where this machine has no fonts. */
    static void measure() {
        new TextLayout("1", FONT, new FontRenderContext(null, true, false)).getBounds();
    }

    byte[] svg() throws IOException {
        SVGGraphics2D g = canvas();
        g.setColor(Color.BLACK);
        g.setFont(FONT.deriveFont(Font.BOLD, 17));
        Anchor.START.text(g, texts.get("plot.title"), MARGIN, 28);
        throughput().draw(g, TITLE);
        latency().draw(g, TITLE + Panel.HEIGHT);
        int bottom = partial(g, legend(g, TITLE + 2 * Panel.HEIGHT + 16));
        g.setFont(FONT.deriveFont(Font.ITALIC));
        g.setColor(Color.BLACK);
        Anchor.START.text(g, caption(), MARGIN, bottom + 4);
        return bytes(g, bottom + MARGIN);
    }

    private Panel throughput() {
        List<SortedMap<Integer, Double>> lines = values(LoadFile.Row::requestsPerSecond);
        double most = all(lines).max().orElse(0);
        Panel panel = panel(Scale.linear(most), "throughput");
        for (int i = 0; i < lines.size(); i++)
            panel.add(lines.get(i), shares(servers.get(i)), ServerStyle.of(i), false);
        return panel;
    }

    private Panel latency() {
        List<SortedMap<Integer, Double>> medians = values(LoadFile.Row::p50Micros);
        List<SortedMap<Integer, Double>> slowest = values(LoadFile.Row::p99Micros);
        List<SortedMap<Integer, Double>> both = new ArrayList<>(medians);
        both.addAll(slowest);
        double least = all(both).min().orElse(1);
        double most = all(both).max().orElse(10);
        Panel panel = panel(Scale.logarithmic(least, most), "latency");
        for (int i = 0; i < servers.size(); i++) {
            // p99 first: where both are the same, the filled marker is seen
            SortedMap<Integer, String> unnamed = new TreeMap<>(shares(servers.get(i)));
            unnamed.replaceAll((connections, share) -> "");
            panel.add(slowest.get(i), unnamed, ServerStyle.of(i), true);
            panel.add(medians.get(i), shares(servers.get(i)), ServerStyle.of(i), false);
        }
        return panel;
    }

    private Panel panel(Scale scale, String what) {
        Panel.Titles titles =
                new Panel.Titles(
                        texts.get("plot." + what),
                        texts.get("plot." + what + ".unit"),
                        texts.get("plot.connections"));
        return new Panel(WIDTH, connections, scale, titles);
    }

    private static DoubleStream all(List<SortedMap<Integer, Double>> lines) {
        return lines.stream().flatMap(line -> line.values().stream()).mapToDouble(value -> value);
    }

    /** For each server one figure of its rows, by the number of connections; null is left out. */
    private List<SortedMap<Integer, Double>> values(Function<LoadFile.Row, Double> figure) {
        List<SortedMap<Integer, Double>> lines = new ArrayList<>();
        for (LoadFile server : servers) {
            SortedMap<Integer, Double> line = new TreeMap<>();
            for (LoadFile.Row row : server.rows()) {
                Double value = figure.apply(row);
                // of two rows for one number, the later one counts
                if (value != null) line.put(row.connections(), value);
            }
            lines.add(line);
        }
        return lines;
    }

    /** Where not all were answered: 1/1000, by the number of connections. */
    private static SortedMap<Integer, String> shares(LoadFile server) {
        SortedMap<Integer, String> shares = new TreeMap<>();
        for (LoadFile.Row row : server.rows()) {
            shares.remove(row.connections());
            if (row.isPartial()) shares.put(row.connections(), row.share());
        }
        return shares;
    }

    /** Tells under the legend what a hollow point with 1/1000 beside it means; the next line. */
    private int partial(SVGGraphics2D g, int top) {
        int y = top;
        for (int i = 0; i < servers.size(); i++) {
            SortedMap<Integer, String> shares = shares(servers.get(i));
            if (shares.isEmpty()) continue;
            String all = String.join(", ", shares.values());
            Anchor.START.text(g, texts.get("plot.partial", labels.get(i), all), MARGIN, y);
            y += LINE;
        }
        return y;
    }

    /** Draws a sample of each server's line with its name, in as many lines as that takes. */
    private int legend(SVGGraphics2D g, int top) {
        g.setFont(FONT);
        int x = MARGIN;
        int y = top;
        for (int i = 0; i < labels.size(); i++) {
            int letters = labels.get(i).codePoints().map(Labels::width).sum();
            int width = SAMPLE + 8 + letters * LETTER + 20;
            if (x > MARGIN && x + width > WIDTH) {
                x = MARGIN;
                y += LINE;
            }
            ServerStyle style = ServerStyle.of(i);
            g.setColor(style.color());
            g.setStroke(ServerStyle.stroke(false));
            g.draw(new Line2D.Double(x, y - 4, x + SAMPLE, y - 4));
            style.marker(false).paint(g, x + SAMPLE / 2, y - 4, 9);
            g.setColor(Color.BLACK);
            Anchor.START.text(g, labels.get(i), x + SAMPLE + 8, y);
            x += width;
        }
        return y + LINE;
    }

    private String caption() {
        return texts.get(
                "plot.caption",
                each(LoadFile::sizeBytes),
                each(LoadFile::window),
                each(LoadFile::seconds),
                each(LoadFile::warmUpSeconds));
    }

    /** The values of one setting: 64, or 64/1024, or from the least to the greatest of many. */
    private String each(ToDoubleFunction<LoadFile> setting) {
        List<String> values =
                servers.stream()
                        .mapToDouble(setting)
                        .sorted()
                        .distinct()
                        .mapToObj(Scale::text)
                        .toList();
        if (values.size() <= 3) return String.join("/", values);
        return values.get(0) + "-" + values.get(values.size() - 1);
    }

    private static SVGGraphics2D canvas() {
        Document document;
        try {
            document =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .getDOMImplementation()
                            .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment("tcp-echo plot");
        context.setPrecision(2);
        return new SVGGraphics2D(context, false);
    }

    private byte[] bytes(SVGGraphics2D g, int height) throws IOException {
        g.setSVGCanvasSize(new Dimension(WIDTH, height));
        Element root = g.getRoot();
        Anchor.apply(root);
        root.setAttribute("viewBox", "0 0 " + WIDTH + " " + height);
        root.setAttribute("width", WIDTH_MILLIMETRES + "mm");
        root.setAttribute("height", height * WIDTH_MILLIMETRES / WIDTH + "mm");
        Element title = root.getOwnerDocument().createElementNS(SVG, "title");
        title.setTextContent(texts.get("plot.title") + ": " + String.join(", ", labels));
        root.insertBefore(title, root.getFirstChild());
        StringWriter text = new StringWriter();
        g.stream(root, text, false, false);
        // from the first element on: Batik names a DTD before it, which some programs would fetch
        String svg = text.toString().substring(text.toString().indexOf("<svg"));
        return (HEADER + svg).getBytes(StandardCharsets.UTF_8);
    }
}
