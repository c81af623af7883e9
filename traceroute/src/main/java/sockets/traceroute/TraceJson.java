package sockets.traceroute;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.List;
import sockets.common.net.Addresses;

/** A trace as one JSON document. */
final class TraceJson {
    private final TraceOptions options;
    private final Plan plan;
    private final HopText.Naming naming;

    TraceJson(TraceOptions options, Plan plan, HopText.Naming naming) {
        this.options = options;
        this.plan = plan;
        this.naming = naming;
    }

    String document(List<Hop> hops, boolean reached) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            head(json);
            json.name("reached").value(reached);
            json.name("hops").beginArray();
            for (Hop hop : hops) hop(json, hop);
            json.endArray();
            json.endObject();
        }
        return text.toString();
    }

    /** What was asked. */
    void head(JsonWriter json) throws IOException {
        json.name("host").value(options.host());
        json.name("address").value(Addresses.text(plan.destination()));
        json.name("protocol").value(options.protocol());
        json.name("maxHops").value(options.maxHops());
        json.name("packetBytes").value(plan.size());
    }

    private void hop(JsonWriter json, Hop hop) throws IOException {
        json.beginObject();
        json.name("ttl").value(hop.ttl());
        json.name("probes").beginArray();
        for (Result result : hop.results()) result(json, result);
        json.endArray();
        json.endObject();
    }

    /** A probe; of a silent one every value is null. */
    void result(JsonWriter json, Result result) throws IOException {
        json.beginObject();
        address(json, result.from());
        if (result.answered()) json.name("rttMillis").value(millis(result.rtt()));
        else json.name("rttMillis").nullValue();
        json.name("mark").value(result.mark().isEmpty() ? null : result.mark());
        String extensions = HopText.text(result.extensions());
        json.name("extensions").value(extensions.isEmpty() ? null : extensions);
        json.endObject();
    }

    void address(JsonWriter json, InetAddress address) throws IOException {
        json.name("address").value(address == null ? null : Addresses.text(address));
        try {
            json.name("name")
                    .value(address == null || naming == null ? null : naming.name(address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
