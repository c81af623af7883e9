package sockets.sniffer.fields;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sockets.packet.Cut;
import sockets.packet.Octets;
import sockets.sniffer.print.Line;

/**
 * The fields of a packet by their names in tshark, and the place in the packet where they are read
 * from. A field that was cut away ends the reading; those before it stay.
 */
final class Fields extends Octets {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Line scratch = new Line();

    void begin(byte[] bytes, int captureEnd) {
        values.clear();
        data = bytes;
        end = captureEnd;
    }

    /** Names with a Number, a String, or a list of them where there are several. */
    Map<String, Object> values() {
        return values;
    }

    /** What was to be read next makes no sense: it ends here, too. */
    void fault() throws Cut {
        throw Cut.INSTANCE;
    }

    boolean knows(String name) {
        return values.containsKey(name);
    }

    void number(String name, long value) {
        add(name, value);
    }

    /** 32 bits of a header, without sign. */
    void unsigned(String name, int value) {
        add(name, value & 0xffffffffL);
    }

    void bit(String name, boolean value) {
        add(name, value ? 1L : 0L);
    }

    /** As tshark shows hexadecimal numbers: 0x and all digits of the field. */
    void hex(String name, long value, int digits) {
        String text = Long.toHexString(value);
        add(name, "0x" + "0".repeat(Math.max(0, digits - text.length())) + text);
    }

    void text(String name, String value) {
        add(name, value);
    }

    void ipv4(String name, int at) throws Cut {
        need(at, 4);
        scratch.clear();
        scratch.ipv4(data, at);
        add(name, string());
    }

    void ipv6(String name, int at) throws Cut {
        need(at, 16);
        scratch.clear();
        scratch.ipv6(data, at);
        add(name, string());
    }

    void octets(String name, int at, int count) throws Cut {
        need(at, count);
        scratch.clear();
        scratch.octets(data, at, count);
        add(name, string());
    }

    @SuppressWarnings("unchecked")
    private void add(String name, Object value) {
        Object before = values.get(name);
        if (before == null) {
            values.put(name, value);
        } else if (before instanceof List<?> several) {
            ((List<Object>) several).add(value);
        } else {
            values.put(name, new ArrayList<>(List.of(before, value)));
        }
    }

    private String string() {
        return new String(scratch.bytes(), 0, scratch.length(), StandardCharsets.ISO_8859_1);
    }
}
