package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import sockets.common.Run;
import sockets.common.Tools;

/** plot draws what load has measured, and tells in one line why it does not. */
@Timeout(600)
class TcpPlotIT {
    private static final String ROWS =
            row(100, 166666.7, "590.5", "901") + "," + row(1, 39000, "24", "42.5");

    private static final String DUE = "requests/s that were due (--rate)";

    @TempDir private Path folder;

    @Test
    void drawsALineForEachServerInBothPanels() throws Exception {
        Path iterative = file("iterative.json", "tcp-echo", 64, 1, ROWS);
        Path select =
                file("select.json", "select-server", 64, 1, ROWS + "," + row(10, 1e5, "7", "9"));
        Document svg = plot("(2 servers, 5 rows)", iterative, select);
        List<String> texts = texts(svg);
        assertTrue(
                texts.containsAll(
                        List.of("tcp-echo", "select-server", "requests/s", "latency (µs)")),
                texts.toString());
        assertTrue(
                texts.contains(
                        "Messages of 64 bytes, window 1, 3 s per point after 1 s of warm-up."),
                texts.toString());
        // all numbers of connections that occur, in order, under both panels
        assertEquals(List.of("1", "10", "100"), inOrder(texts, "1", "10", "100"));
        // a piece from one point to the next in throughput, p50 and p99, and one in the legend
        assertEquals(3 + 1, lines(svg, "rgb(0,114,178)"));
        assertEquals(3 * 2 + 1, lines(svg, "rgb(230,159,0)"));
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws Exception {
        Path file = file("a.json", "a", 64, 1, ROWS);
        plot("(1 server, 2 rows)", file);
        byte[] first = Files.readAllBytes(folder.resolve("out.svg"));
        // and what was there is replaced
        plot("(1 server, 2 rows)", file);
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("out.svg")));
    }

    @Test
    void whereNotAllWereAnsweredThePointSaysSo() throws Exception {
        String one = row(100, 50000, "20", "30").replace("ctions\":100,\"re", "ctions\":1,\"re");
        Path file = file("a.json", "a", 64, 1, row(1, 39000, "24", "42") + "," + one);
        Document svg = plot("(1 server, 2 rows)", file);
        List<String> texts = texts(svg);
        // beside the points of throughput and p50
        assertEquals(2, texts.stream().filter("1/100"::equals).count(), texts::toString);
        String told =
                "a: only some connections were answered (1/100); hollow points show those, and no"
                        + " others.";
        assertTrue(texts.contains(told), texts::toString);
    }

    @Test
    void ratesAreDrawnAgainstWhatWasDue() throws Exception {
        String rows = atRate(500, 10, "20") + "," + atRate(2000, 10, "90");
        Path one = file("a.json", "a", 64, 1, rows + "," + atRate(1000, 10, "30"));
        Document svg = plot("(1 server, 3 rows)", one);
        List<String> texts = texts(svg);
        int end = texts.indexOf(DUE);
        assertEquals(List.of("500", "1000", "2000"), texts.subList(end - 3, end));
        assertFalse(texts.contains("connections"), texts::toString);
        assertTrue(
                texts.contains(
                        "At a rate: 10 connections; latency from the moment at which each request"
                                + " was due."),
                texts::toString);
        assertEquals(3 * 2 + 1, lines(svg, "rgb(0,114,178)"));
    }

    @Test
    void filesOfOneServerAtARateEachMakeOneLine() throws Exception {
        Path[] files = new Path[3];
        for (int i = 0; i < files.length; i++) {
            files[i] = file(i + ".json", "a", 64, 1, row(10, 500, "20", "30"));
            String text = Files.readString(files[i]);
            Files.writeString(
                    files[i], text.replace("\"window", "\"rate\":" + (i + 1) + ",\"window"));
        }
        Document svg = plot("(1 server, 3 rows)", files);
        assertEquals(3 * 2 + 1, lines(svg, "rgb(0,114,178)"));
        assertEquals(2, texts(svg).stream().filter(DUE::equals).count());
    }

    @Test
    void againstRatesEachNumberOfConnectionsHasALine() throws Exception {
        String rows = atRate(500, 1, "20") + "," + atRate(500, 9, "20");
        String more = atRate(1000, 1, "20") + "," + atRate(1000, 9, "20");
        Document svg = plot("(1 server, 4 rows)", file("a.json", "a", 64, 1, rows + "," + more));
        assertTrue(texts(svg).containsAll(List.of("a, 1 conn.", "a, 9 conn.")), texts(svg) + "");
        assertEquals(3 + 1, lines(svg, "rgb(230,159,0)"));
    }

    @Test
    void withAndWithoutARateThereAreBothPictures() throws Exception {
        String rates = atRate(500, 10, "20") + "," + atRate(1000, 10, "30");
        Path rate = file("rate.json", "rate", 64, 1, rates);
        List<String> texts =
                texts(plot("(2 servers, 4 rows)", file("a.json", "a", 64, 1, ROWS), rate));
        assertEquals(2, texts.stream().filter("connections"::equals).count(), texts::toString);
        assertEquals(2, texts.stream().filter(DUE::equals).count(), texts::toString);
    }

    @Test
    void manyConnectionsAtOneRateAreDrawnAgainstTheirNumber() throws Exception {
        String rows = atRate(500, 1, "20") + "," + atRate(500, 9, "20");
        List<String> texts = texts(plot("(1 server, 2 rows)", file("a.json", "a", 64, 1, rows)));
        assertTrue(texts.contains("connections"), texts::toString);
        assertFalse(texts.contains(DUE), texts::toString);
    }

    @Test
    void whatWasNotAnsweredHasNoLatency() throws Exception {
        Path none = file("none.json", "none", 64, 1, row(1, 0, "null", "null"));
        Document svg = plot("(1 server, 1 row)", none);
        // its marker is in the throughput panel and in the legend
        assertEquals(2, elements(svg, "path", "fill", "rgb(0,114,178)"));
    }

    @Test
    void aLabelCannotBreakThePicture() throws Exception {
        String label = "</text><script>alert('1')</script>&amp; \\u0000\\u001b[31m ]]>\\ud800";
        Document svg = plot("(1 server, 2 rows)", file("bad.json", label, 64, 1, ROWS));
        assertTrue(
                texts(svg).contains("</text><script>alert('1')</script>&amp; …"), texts(svg) + "");
        assertEquals(0, svg.getElementsByTagName("script").getLength());
        Tools.need("python3");
        String check = "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])";
        Run python = Run.of("python3", "-c", check, folder.resolve("out.svg").toString());
        assertEquals(List.of(), python.err());
    }

    @Test
    void differentWorkIsHintedAtAndPartOfTheLabels() throws Exception {
        Path small = file("small.json", "a", 64, 1, ROWS);
        Path large = file("large.json", "a", 1024, 1, ROWS);
        Run run = run(Map.of(), small, large);
        assertEquals(0, run.exit(), run.err().toString());
        assertEquals(1, run.err().size());
        assertTrue(run.err().get(0).startsWith("hint: the files tell of messages of different"));
        assertTrue(
                texts(svg()).containsAll(List.of("a 64 B", "a 1024 B")), texts(svg()).toString());
    }

    @Test
    void takesFilesOfUdpEcho() throws Exception {
        String rows = ROWS.replace("\"errors\":0", "\"losses\":3,\"late\":0,\"duplicates\":1");
        plot("(1 server, 2 rows)", file("udp.json", "udp-echo", 64, 1, rows));
    }

    @Test
    void needsNoScreenNoPrivilegesAndNoLocale() throws Exception {
        Path file = file("a.json", "ñandú á", 64, 1, ROWS);
        Map<String, String> bare = Map.of("LANG", "C", "DISPLAY", ":77", "HOME", "/nonexistent");
        Run run = run(bare, file);
        assertEquals(0, run.exit(), run.err().toString());
        assertTrue(texts(svg()).contains("ñandú á"), texts(svg()).toString());
        Tools.need("setpriv");
        Tools.needRoot();
        Path open = Files.createDirectory(folder.resolve("open"));
        run = Run.of("chmod", "-R", "a+rwX", folder.toString());
        assertEquals(0, run.exit());
        List<String> words =
                Run.jar("plot", file.toString(), "-o", open.resolve("b.svg").toString());
        run = Run.of(Tools.asNobody(words), bare);
        assertEquals(0, run.exit(), run.err().toString());
    }

    @Test
    void speaksSpanish() throws Exception {
        Path file = file("a.json", "a", 64, 1, ROWS);
        Run.Done run =
                Run.inside("plot", file.toString(), "--lang", "es", "-o", folder + "/out.svg");
        assertEquals(0, run.exit());
        assertTrue(texts(svg()).containsAll(List.of("pedidos/s", "conexiones")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | not JSON ($)",
                "`hola` | not JSON ($)",
                "`{\"rows\":[` | not JSON ($.rows[0])",
                "`{} {}` | not a result of load: no sizeBytes",
                "`[1]` | not a result of load: type of $",
                "`{\"sizeBytes\":64,\"window\":1,\"seconds\":3,\"rows\":[]}`"
                        + " | not a result of load: no rows",
                "`{\"sizeBytes\":64,\"window\":1,\"seconds\":3,\"rows\":{}}`"
                        + " | not a result of load: type of $.rows",
                "`{\"rows\":[{\"connections\":0}]}`"
                        + " | not a result of load: $.rows[0].connections is 0",
                "`{\"rows\":[{\"connections\":1.5}]}`"
                        + " | not a result of load: $.rows[0].connections is 1.5",
                "`{\"rows\":[{\"connections\":1}]}`"
                        + " | not a result of load: no requestsPerSecond",
                "`{\"rows\":[{\"requestsPerSecond\":-1}]}`"
                        + " | not a result of load: $.rows[0].requestsPerSecond is -1",
                "`{\"rows\":[{\"requestsPerSecond\":NaN}]}`"
                        + " | not JSON ($.rows[0].requestsPerSecond)",
                "`{\"rows\":[{\"p50Micros\":1e300}]}`"
                        + " | not a result of load: $.rows[0].p50Micros is more than 1000000000",
                "`{\"rows\":[{\"p50Micros\":\"12\"}]}`"
                        + " | not a result of load: type of $.rows[0].p50Micros",
                "`{\"rows\":[{\"rate\":0}]}` | not a result of load: $.rows[0].rate is 0",
                "`{\"label\":7}` | not a result of load: type of $.label",
            })
    void aFileOfAnotherKindIsToldInOneLine(String text, String reason) throws Exception {
        Path file = Files.writeString(folder.resolve("a.json"), text);
        fails("tcp-echo: read " + file + ": " + reason + " (", file);
    }

    @Test
    void aFileThatCannotBeReadIsToldInOneLine() throws Exception {
        Path missing = folder.resolve("missing.json");
        fails("tcp-echo: read " + missing + ": No such file or directory (", missing);
        fails("tcp-echo: read " + folder + ": Is a directory", folder);
        fails("tcp-echo: read /dev/zero: File too large (", Path.of("/dev/zero"));
        Path deep = Files.writeString(folder.resolve("deep.json"), "[".repeat(500_000));
        fails("tcp-echo: read " + deep + ": not", deep);
        Path many = file("many.json", "a", 64, 1, String.join(",", rows(1001)));
        fails("tcp-echo: read " + many + ": not a result of load: more than 1000 rows", many);
    }

    @Test
    void aPictureThatCannotBeWrittenIsToldInOneLine() throws Exception {
        String file = file("a.json", "a", 64, 1, ROWS).toString();
        Path nowhere = folder.resolve("no/where.svg");
        Run.Done run = Run.inside("plot", file, "-o", nowhere.toString());
        assertEquals(1, run.exit());
        assertEquals(
                List.of(
                        "tcp-echo: write "
                                + nowhere
                                + ": No such file or directory (is the name right, and does its folder exist?)"),
                run.err());
        Path taken = Files.createDirectory(folder.resolve("taken.svg"));
        run = Run.inside("plot", file, "-o", taken.toString());
        assertEquals(1, run.exit());
        assertEquals(
                List.of(
                        "tcp-echo: write "
                                + taken
                                + ": Is a directory (the name of a file is needed)"),
                run.err());
    }

    @Test
    void aJavaWithoutFontsIsToldInOneLine() throws Exception {
        Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        Map<String, String> none = Map.of("FONTCONFIG_FILE", fonts.toString());
        List<String> words =
                new ArrayList<>(List.of(Run.java(), "-Duser.home=" + folder, "-jar", Run.path()));
        Path file = file("a.json", "a", 64, 1, ROWS);
        words.addAll(List.of("plot", file.toString(), "-o", folder + "/out.svg"));
        Run run = Run.of(words, none);
        assertEquals(1, run.exit());
        assertEquals(1, run.err().size(), run.err().toString());
        assertTrue(run.err().get(0).contains(": no fonts on this machine ("), run.err().get(0));
    }

    private void fails(String start, Path file) throws InterruptedException {
        Run run = run(Map.of(), file);
        assertEquals(1, run.exit());
        assertEquals(1, run.err().size(), run.err().toString());
        assertTrue(run.err().get(0).startsWith(start), run.err().get(0));
        assertEquals(List.of(), run.out());
        assertFalse(Files.exists(folder.resolve("out.svg")));
    }

    private Run run(Map<String, String> environment, Path... files) {
        List<String> words = Run.jar("plot");
        for (Path file : files) words.add(file.toString());
        words.addAll(List.of("-o", folder.resolve("out.svg").toString()));
        return Run.of(words, environment);
    }

    private Document plot(String counts, Path... files) throws Exception {
        Run run = run(Map.of(), files);
        assertEquals(0, run.exit(), run.err().toString());
        assertEquals(List.of(), run.err());
        assertEquals(List.of("wrote " + folder.resolve("out.svg") + " " + counts), run.out());
        return svg();
    }

    private Document svg() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        return factory.newDocumentBuilder().parse(folder.resolve("out.svg").toFile());
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    /** Those of some texts that are there, in the order in which they are there, once each. */
    private static List<String> inOrder(List<String> texts, String... some) {
        int end = texts.indexOf("connections");
        return texts.subList(end - some.length, end);
    }

    private static int lines(Document svg, String color) {
        return elements(svg, "line", "stroke", color);
    }

    /** How many elements have a colour; it stands with the element or a group around it. */
    private static int elements(Document svg, String name, String attribute, String value) {
        int count = 0;
        NodeList all = svg.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            while (!element.hasAttribute(attribute)) element = (Element) element.getParentNode();
            if (element.getAttribute(attribute).equals(value)) count++;
        }
        return count;
    }

    private static List<String> rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> row(n, 1, "1", "1")).toList();
    }

    private static String atRate(int rate, int connections, String micros) {
        return row(connections, rate, micros, micros)
                .replace("\"answered", "\"rate\":" + rate + ",\"answered");
    }

    private static String row(int connections, double rate, String p50, String p99) {
        return ("{\"connections\":" + connections + ",\"answeredConnections\":" + connections)
                + (",\"requests\":500000,\"requestsPerSecond\":" + rate)
                + (",\"megabytesPerSecond\":10.67,\"p50Micros\":" + p50 + ",\"p90Micros\":" + p99)
                + (",\"p99Micros\":" + p99 + ",\"maxMicros\":" + p99 + ",\"errors\":0")
                + ",\"generatorBusyShare\":0.97}";
    }

    private Path file(String name, String label, int size, int window, String rows)
            throws IOException {
        String text =
                ("{\"program\":\"tcp-echo\",\"label\":\"" + label + "\"")
                        + (",\"server\":\"127.0.0.1:3500\",\"sizeBytes\":" + size)
                        + (",\"window\":" + window + ",\"seconds\":3.0,\"warmUpSeconds\":1.0")
                        + (",\"rows\":[" + rows + "]}");
        return Files.writeString(folder.resolve(name), text);
    }
}
