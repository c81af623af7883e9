package sockets.grade.report;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import sockets.common.text.Quote;
import sockets.grade.list.Line;
import sockets.grade.model.Evidence;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;

/**
 * The verdicts as JUnit reports, for a CI: one of each line, and one of all. A CI tells results
 * apart by class and name; so the class has the student, and the line where one program was handed
 * in twice.
 */
public final class Junit {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private Junit() throws XMLStreamException {
        xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
    }

    /** Writes them. */
    public static void write(List<Line> lines, List<Evidence> evidence, ReportFiles files)
            throws IOException {
        Map<String, Integer> times = new HashMap<>();
        for (Evidence one : evidence) times.merge(name(one), 1, Integer::sum);
        try {
            Junit all = new Junit();
            all.xml.writeStartElement("testsuites");
            for (int i = 0; i < lines.size(); i++) {
                Evidence one = evidence.get(i);
                String line = times.get(name(one)) > 1 ? " line " + one.line() : "";
                Junit alone = new Junit();
                alone.suite(one, line);
                files.write(lines.get(i).file("xml"), alone.end());
                all.suite(one, line);
            }
            all.xml.writeEndElement();
            files.write("junit.xml", all.end());
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static String name(Evidence evidence) {
        return Quote.line(evidence.student()) + "." + evidence.program();
    }

    private String end() throws XMLStreamException {
        xml.writeEndDocument();
        xml.close();
        return text.toString();
    }

    private void suite(Evidence evidence, String line) throws XMLStreamException {
        List<Result> results = evidence.results();
        double seconds = results.stream().mapToDouble(Result::seconds).sum();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", Quote.line(evidence.student()) + " " + evidence.program());
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute("failures", count(results, Mark.FAIL));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(results, Mark.SKIP));
        xml.writeAttribute("time", time(seconds));
        for (Result result : results) result(result, name(evidence) + line);
        xml.writeEndElement();
    }

    private static String count(List<Result> results, Mark mark) {
        return String.valueOf(results.stream().filter(one -> one.mark() == mark).count());
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void result(Result result, String type) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", type);
        xml.writeAttribute("name", Quote.line(result.id() + " " + result.claim()));
        xml.writeAttribute("time", time(result.seconds()));
        // XML 1.0 cannot hold control characters, not even escaped ones; Quote shows them
        String detail = Quote.line(result.detail());
        if (result.mark() == Mark.NOTE) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(detail);
            xml.writeEndElement();
        } else if (!result.isPassed()) {
            xml.writeEmptyElement(result.isFailed() ? "failure" : "skipped");
            xml.writeAttribute("message", detail);
        }
        xml.writeEndElement();
    }
}
