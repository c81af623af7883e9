package sockets.harness.check;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import sockets.common.text.Failure;
import sockets.common.text.Quote;

/** The verdicts on a server, or on a file: as lines, as JSON, as JUnit XML for whole classes. */
final class Report {
    /**
     * A probe with its verdict.
     *
     * @param start seconds since 1970, as packets of a capture have them
     * @param seconds that it took
     */
    record Entry(Probe probe, Verdict verdict, double start, double seconds) {
        /** The line that is printed: {@code FAIL U3 claim: detail (step 4)}. */
        String line() {
            String start = verdict.kind() + " " + probe.id() + " ";
            return Quote.line(
                    start
                            + switch (verdict.kind()) {
                                case PASS -> probe.claim();
                                case FAIL -> told() + " (step " + probe.step() + ")";
                                case SKIP -> told();
                                case NOTE -> verdict.detail();
                            });
        }

        private String told() {
            return probe.claim() + ": " + verdict.detail();
        }
    }

    private final String program;
    private final Subject subject;
    private final List<Entry> entries = new ArrayList<>();

    Report(String program, Subject subject) {
        this.program = program;
        this.subject = subject;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    int size() {
        return entries.size();
    }

    long failed() {
        return count(Verdict.Kind.FAIL);
    }

    /** True if nothing failed and nothing was left open. */
    boolean isSuccess() {
        return failed() == 0 && entries.stream().allMatch(entry -> entry.verdict().isJudged());
    }

    private long count(Verdict.Kind kind) {
        return entries.stream().filter(entry -> entry.verdict().kind() == kind).count();
    }

    String summary() {
        return count(Verdict.Kind.PASS)
                + " passed, "
                + failed()
                + " failed, "
                + count(Verdict.Kind.NOTE)
                + " noted, "
                + count(Verdict.Kind.SKIP)
                + " skipped";
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            json.name("program").value(program);
            json.name(subject.kind()).value(subject.name());
            for (Map.Entry<String, Object> fact : subject.facts().entrySet())
                fact(json.name(fact.getKey()), fact.getValue());
            json.name("passed").value(count(Verdict.Kind.PASS));
            json.name("failed").value(failed());
            json.name("noted").value(count(Verdict.Kind.NOTE));
            json.name("skipped").value(count(Verdict.Kind.SKIP));
            json.name("probes").beginArray();
            for (Entry entry : entries) {
                json.beginObject();
                json.name("id").value(entry.probe().id());
                json.name("verdict").value(entry.verdict().kind().name());
                json.name("claim").value(entry.probe().claim());
                json.name("detail").value(entry.verdict().detail());
                json.name("step").value(entry.probe().step());
                if (!entry.verdict().isAsked()) json.name("asked").value(false);
                if (entry.verdict().failed() && !entry.probe().byHand().isEmpty())
                    json.name("byHand").value(subject.byHand(entry.probe()));
                json.name("startSeconds").value(Math.round(entry.start() * 1e3) / 1e3);
                json.name("timeSeconds").value(Math.round(entry.seconds() * 1e3) / 1e3);
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        return text.toString();
    }

    private static void fact(JsonWriter json, Object value) throws IOException {
        if (value instanceof Number number) json.value(number);
        else json.value(String.valueOf(value));
    }

    void junit(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", program + " check " + Quote.line(subject.name()));
            xml.writeAttribute("tests", String.valueOf(entries.size()));
            xml.writeAttribute("failures", String.valueOf(failed()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", String.valueOf(count(Verdict.Kind.SKIP)));
            for (Entry entry : entries) junit(xml, entry);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (IOException e) {
            throw new Failure("write", file, e);
        } catch (XMLStreamException e) {
            throw new Failure("write", file, new IOException(e));
        }
    }

    private void junit(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", program);
        xml.writeAttribute("name", entry.probe().id() + " " + entry.probe().claim());
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", entry.seconds()));
        // XML 1.0 cannot hold control characters, not even escaped ones; Quote shows them
        String detail = Quote.line(entry.verdict().detail());
        switch (entry.verdict().kind()) {
            case PASS -> {}
            case NOTE -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(detail);
                xml.writeEndElement();
            }
            default -> {
                boolean fail = entry.verdict().failed();
                xml.writeEmptyElement(fail ? "failure" : "skipped");
                xml.writeAttribute("message", detail);
            }
        }
        xml.writeEndElement();
    }
}
