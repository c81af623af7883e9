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
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import sockets.common.text.Texts;

/**
 * Throughput and latency of several servers, as an SVG picture for a page of paper: two panels
 * against the number of connections, two against the rate, or all four; one legend, and a line on
 * what was measured. XChart draws the panels, Batik turns what is drawn into SVG. The same files
 * give the same bytes: there is no date in them, and nothing that differs from run to run.
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

    ComparisonChart(List<LoadFile> servers, Texts texts) {
        this.servers = servers;
        this.texts = texts;
        labels = Labels.of(servers);
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
        int top = TITLE;
        for (Against against : Against.values()) {
            if (rows(against).findAny().isEmpty()) continue;
            throughput(against).draw(g, top);
            latency(against).draw(g, top + Panel.HEIGHT);
            top += 2 * Panel.HEIGHT;
        }
        int bottom = partial(g, legend(g, top + 16));
        g.setFont(FONT.deriveFont(Font.ITALIC));
        g.setColor(Color.BLACK);
        Anchor.START.text(g, caption(), MARGIN, bottom + 4);
        if (rows(Against.RATE).findAny().isPresent()) {
            bottom += LINE;
            String numbers = each(rows(Against.RATE).mapToDouble(LoadFile.Row::connections));
            Anchor.START.text(g, texts.get("plot.caption.rate", numbers), MARGIN, bottom + 4);
        }
        return bytes(g, bottom + MARGIN);
    }

    private Against against(LoadFile server) {
        return Against.of(server, servers);
    }

    private Stream<LoadFile.Row> rows(Against against) {
        return servers.stream()
                .filter(server -> against(server) == against)
                .flatMap(server -> server.rows().stream());
    }

    private Panel throughput(Against against) {
        List<SortedMap<Integer, Double>> lines = values(against, LoadFile.Row::requestsPerSecond);
        double most = all(lines).max().orElse(0);
        Panel panel = panel(against, Scale.linear(most), "throughput");
        for (int i = 0; i < lines.size(); i++)
            panel.add(lines.get(i), shares(servers.get(i)), ServerStyle.of(i), false);
        return panel;
    }

    private Panel latency(Against against) {
        List<SortedMap<Integer, Double>> medians = values(against, LoadFile.Row::p50Micros);
        List<SortedMap<Integer, Double>> slowest = values(against, LoadFile.Row::p99Micros);
        List<SortedMap<Integer, Double>> both = new ArrayList<>(medians);
        both.addAll(slowest);
        double least = all(both).min().orElse(1);
        double most = all(both).max().orElse(10);
        Panel panel = panel(against, Scale.logarithmic(least, most), "latency");
        for (int i = 0; i < servers.size(); i++) {
            // p99 first: where both are the same, the filled marker is seen
            SortedMap<Integer, String> unnamed = new TreeMap<>(shares(servers.get(i)));
            unnamed.replaceAll((place, share) -> "");
            panel.add(slowest.get(i), unnamed, ServerStyle.of(i), true);
            panel.add(medians.get(i), shares(servers.get(i)), ServerStyle.of(i), false);
        }
        return panel;
    }

    private Panel panel(Against against, Scale scale, String what) {
        Panel.Titles titles =
                new Panel.Titles(
                        texts.get("plot." + what),
                        texts.get("plot." + what + ".unit"),
                        texts.get("plot." + against.name().toLowerCase(Locale.ROOT)));
        int[] numbers = rows(against).mapToInt(against::place).sorted().distinct().toArray();
        return new Panel(WIDTH, numbers, scale, titles);
    }

    private static DoubleStream all(List<SortedMap<Integer, Double>> lines) {
        return lines.stream().flatMap(line -> line.values().stream()).mapToDouble(value -> value);
    }

    /**
     * For each server one figure of its rows, by their places; null is left out. A server that is
     * drawn against something else has none.
     */
    private List<SortedMap<Integer, Double>> values(
            Against against, Function<LoadFile.Row, Double> figure) {
        List<SortedMap<Integer, Double>> lines = new ArrayList<>();
        for (LoadFile server : servers) {
            SortedMap<Integer, Double> line = new TreeMap<>();
            lines.add(line);
            if (against(server) != against) continue;
            for (LoadFile.Row row : server.rows()) {
                Double value = figure.apply(row);
                // of two rows for one place, the later one counts
                if (value != null) line.put(against.place(row), value);
            }
        }
        return lines;
    }

    /** Where not all were answered: 1/1000, by the place of the row. */
    private SortedMap<Integer, String> shares(LoadFile server) {
        SortedMap<Integer, String> shares = new TreeMap<>();
        for (LoadFile.Row row : server.rows()) {
            int place = against(server).place(row);
            shares.remove(place);
            if (row.isPartial()) shares.put(place, row.share());
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
                each(servers.stream().mapToDouble(LoadFile::sizeBytes)),
                each(servers.stream().mapToDouble(LoadFile::window)),
                each(servers.stream().mapToDouble(LoadFile::seconds)),
                each(servers.stream().mapToDouble(LoadFile::warmUpSeconds)));
    }

    /** The values of one setting: 64, or 64/1024, or from the least to the greatest of many. */
    private static String each(DoubleStream setting) {
        List<String> values = setting.sorted().distinct().mapToObj(Scale::text).toList();
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
