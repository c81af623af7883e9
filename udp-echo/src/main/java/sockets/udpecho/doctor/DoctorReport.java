package sockets.udpecho.doctor;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Quote;
import sockets.common.text.Texts;

/** What the doctor found: as lines, as JSON. */
final class DoctorReport {
    /** What is told of a cause, in this order. */
    private static final String[] PARTS = {"cause", "server", "here"};

    private final Console console;
    private final Texts texts;

    DoctorReport(Console console) {
        this.console = console;
        texts = console.texts();
    }

    void print(List<Item> items) {
        for (Item item : items) item.print(console);
        console.line(ok(items) + " ok, " + no(items) + " no, " + needed(items) + " of them needed");
    }

    /** How many things are missing that have no substitute. */
    static long needed(List<Item> items) {
        return items.stream().filter(item -> item.needed() && !item.ok()).count();
    }

    private static long ok(List<Item> items) {
        return items.stream().filter(Item::ok).count();
    }

    private static long no(List<Item> items) {
        return items.size() - ok(items);
    }

    /** What the diagnosis is of: at once, for the rest takes a while. */
    void begin(Place place) {
        console.line("diagnosis of " + place.words());
    }

    /**
     * A diagnosis.
     *
     * @param other an address of the other family that works; null for none
     */
    void print(Diagnosis diagnosis, InetSocketAddress other) {
        Cause tcp = diagnosis.tcpCause();
        Cause udp = diagnosis.udpCause();
        seen("tcp", diagnosis.tcp(), tcp);
        advise(diagnosis.place(), tcp);
        seen("udp", diagnosis.udp(), udp);
        if (udp.equals(tcp)) part("cause", texts.get("doctor.same"));
        else advise(diagnosis.place(), udp);
        if (other == null) return;
        boolean six = other.getAddress() instanceof Inet6Address;
        Cause works = new Cause("family", Addresses.text(other) + (six ? " (-6)" : " (-4)"));
        part("here", works.text(texts, diagnosis.place(), "here"));
    }

    private void seen(String protocol, Seen seen, Cause cause) {
        console.line((seen.works() ? "ok  " : "no  ") + protocol + ": " + seen.line(cause));
    }

    private void advise(Place place, Cause cause) {
        for (String part : PARTS) {
            String text = cause.text(texts, place, part);
            if (!text.isEmpty()) part(part, text);
        }
    }

    private void part(String part, String text) {
        console.line(Quote.line("    " + texts.get("doctor.label." + part) + ": " + text));
    }

    /** The self-test as one document. */
    void json(List<Item> items) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = writer(text)) {
            json.beginObject();
            json.name("program").value(console.program());
            json.name("ok").value(ok(items));
            json.name("no").value(no(items));
            json.name("needed").value(needed(items));
            json.name("items").beginArray();
            for (Item item : items) {
                json.beginObject();
                json.name("item").value(item.what());
                json.name("ok").value(item.ok());
                json.name("needed").value(item.needed());
                json.name("steps").value(item.steps());
                json.name("detail").value(item.detail());
                json.name("toDo").value(item.way(texts));
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        console.line(text.toString());
    }

    /** The diagnosis as one document. */
    void json(Diagnosis diagnosis, InetSocketAddress other) throws IOException {
        Place place = diagnosis.place();
        StringWriter text = new StringWriter();
        try (JsonWriter json = writer(text)) {
            json.beginObject();
            json.name("program").value(console.program());
            json.name("server").value(Addresses.text(place.server()));
            json.name("source")
                    .value(place.source() == null ? null : Addresses.text(place.source()));
            json.name("interface").value(place.card());
            json.name("distance").value(place.distance().words());
            json(json.name("tcp"), place, diagnosis.tcp(), diagnosis.tcpCause());
            json(json.name("udp"), place, diagnosis.udp(), diagnosis.udpCause());
            json.name("otherFamily").value(other == null ? null : Addresses.text(other));
            json.endObject();
        }
        console.line(text.toString());
    }

    private void json(JsonWriter json, Place place, Seen seen, Cause cause) throws IOException {
        json.beginObject();
        json.name("ok").value(seen.works());
        json.name("seen").value(seen.line(cause));
        json.name("reason").value(seen.reason() == null ? null : seen.reason().name());
        json.name("timeMilliseconds").value(Math.round(seen.nanos() / 1e3) / 1e3);
        json.name("icmp").value(seen.icmp());
        json.name("causeId").value(cause.key());
        for (String part : PARTS) json.name(part).value(cause.text(texts, place, part));
        json.endObject();
    }

    private static JsonWriter writer(StringWriter text) {
        JsonWriter json = new JsonWriter(text);
        json.setIndent("  ");
        json.setHtmlSafe(false);
        return json;
    }
}
