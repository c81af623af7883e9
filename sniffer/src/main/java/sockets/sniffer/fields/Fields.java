package sockets.sniffer.fields;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sockets.sniffer.print.Line;

/**
 * The fields of a packet by their names in tshark, and the place in the packet where they are read
 * from. A field that was cut away ends the reading; those before it stay.
 */
final class Fields {
    /** What was to be read next was cut away. */
    static final class Cut extends Exception {
        private static final Cut INSTANCE = new Cut();

        private Cut() {
            super("cut", null, false, false);
        }
    }

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Line scratch = new Line();
    byte[] data;

    /** Where the bytes that are there end. */
    int end;

    /** Where those of the network ended, before any were cut away. */
    int sent;

    void begin(byte[] bytes, int captureEnd, int sentEnd) {
        values.clear();
        data = bytes;
        end = captureEnd;
        sent = sentEnd;
    }

    /** What is behind is padding. */
    void limit(int place) {
        if (place < 0) return; // beyond what a number holds
        end = Math.min(end, place);
        sent = Math.min(sent, place);
    }

    /** Names with a Number, a String, or a list of them where there are several. */
    Map<String, Object> values() {
        return values;
    }

    boolean has(int at, int count) {
        return count >= 0 && at + count <= end;
    }

    void need(int at, int count) throws Cut {
        if (!has(at, count)) throw Cut.INSTANCE;
    }

    /** What was to be read next makes no sense: it ends here, too. */
    void fault() throws Cut {
        throw Cut.INSTANCE;
    }

    int u8(int at) throws Cut {
        need(at, 1);
        return data[at] & 0xff;
    }

    int u16(int at) throws Cut {
        need(at, 2);
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    long u32(int at) throws Cut {
        need(at, 4);
        return (long) u16(at) << 16 | u16(at + 2);
    }

    boolean knows(String name) {
        return values.containsKey(name);
    }

    void number(String name, long value) {
        add(name, value);
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
