package sockets.sniffer.fields;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.packet.Cut;
import sockets.packet.Octets;
import sockets.sniffer.print.Line;

/**
 * The fields of a packet by their names in tshark, and the place in the packet where they are read
 * from. A field that was cut away ends the reading; those before it stay.
 *
 * <p>Values are kept as the text that JSON has for them, one behind the other, in room that all
 * packets share: a long capture makes no garbage.
 */
final class Fields extends Octets {
    private static final int NONE = -1;

    /** A value that is not the first one of its name. */
    private static final int FURTHER = -2;

    /** Beginnings of chains, by the hash of a name; more than a packet has names. */
    private static final int CHAINS = 256;

    private final Line values = new Line();
    private int size;

    // of each value: its name, and where its text ends; it begins where the one before ends
    private String[] names = new String[64];
    private int[] ends = new int[64];

    /** Of the first value of a name the next one of its chain; of others FURTHER. */
    private int[] chained = new int[64];

    /** The next value of the same name. */
    private int[] again = new int[64];

    /** Of the first value of a name its last one. */
    private int[] last = new int[64];

    private final int[] chains = new int[CHAINS];

    void begin(byte[] bytes, int captureEnd) {
        values.clear();
        size = 0;
        Arrays.fill(chains, NONE);
        data = bytes;
        end = captureEnd;
    }

    /** Writes an object of JSON: a name with several values has a list of them. */
    void write(Line out) {
        out.character('{');
        for (int i = 0; i < size; i++) {
            if (chained[i] == FURTHER) continue;
            if (i > 0) out.character(',');
            out.character('"').text(names[i]).text("\":");
            if (again[i] != NONE) out.character('[');
            for (int one = i; one != NONE; one = again[one]) {
                if (one != i) out.character(',');
                int start = one == 0 ? 0 : ends[one - 1];
                out.bytes(values.bytes(), start, ends[one] - start);
            }
            if (again[i] != NONE) out.character(']');
        }
        out.character('}');
    }

    /** What was to be read next makes no sense: it ends here, too. */
    void fault() throws Cut {
        throw Cut.INSTANCE;
    }

    boolean knows(String name) {
        return first(name) != NONE;
    }

    private static int chain(String name) {
        return name.hashCode() & CHAINS - 1;
    }

    private int first(String name) {
        int at = chains[chain(name)];
        while (at != NONE && !names[at].equals(name)) at = chained[at];
        return at;
    }

    /** The value that was written last gets its name. */
    private void add(String name) {
        if (size == names.length) grow();
        names[size] = name;
        ends[size] = values.length();
        again[size] = NONE;
        int before = first(name);
        if (before == NONE) {
            int chain = chain(name);
            chained[size] = chains[chain];
            chains[chain] = size;
            last[size] = size;
        } else {
            chained[size] = FURTHER;
            again[last[before]] = size;
            last[before] = size;
        }
        size++;
    }

    private void grow() {
        int room = 2 * size;
        names = Arrays.copyOf(names, room);
        ends = Arrays.copyOf(ends, room);
        chained = Arrays.copyOf(chained, room);
        again = Arrays.copyOf(again, room);
        last = Arrays.copyOf(last, room);
    }

    void number(String name, long value) {
        values.number(value);
        add(name);
    }

    /** 32 bits of a header, without sign. */
    void unsigned(String name, int value) {
        number(name, value & 0xffffffffL);
    }

    void bit(String name, boolean value) {
        number(name, value ? 1 : 0);
    }

    /** Eight bits, from the lowest on, whose names end in their number. */
    void bits(String name, int value) {
        for (int i = 0; i < 8; i++) bit(name + i, (value >> i & 1) != 0);
    }

    /** As tshark shows hexadecimal numbers: 0x and all digits of the field, of up to 32 bits. */
    void hex(String name, long value, int digits) {
        values.text("\"0x").hex((int) value, digits).character('"');
        add(name);
    }

    /** Seconds and nanoseconds; a broken fraction may have more than nine digits. */
    void time(String name, long seconds, long nanos) {
        values.character('"').number(seconds).character('.').atLeast(9, nanos).character('"');
        add(name);
    }

    void text(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text(name, bytes, bytes.length);
    }

    void text(String name, Line value) {
        text(name, value.bytes(), value.length());
    }

    /** Text of ASCII in a field, behind which bytes 0 may fill it up. */
    void padded(String name, int at, int size) throws Cut {
        need(at, size);
        int length = 0;
        while (length < size && data[at + length] != 0) length++;
        text(name, Texts.plain(data, at, length));
    }

    private void text(String name, byte[] bytes, int length) {
        values.character('"');
        for (int i = 0; i < length; i++) {
            int one = bytes[i];
            int named = "\b\t\n\f\r\"\\".indexOf(one);
            if (named >= 0) values.character('\\').character("btnfr\"\\".charAt(named));
            else if (one >= 0 && one < 0x20) values.text("\\u").hex(one, 4);
            else values.character(one);
        }
        values.character('"');
        add(name);
    }

    void ipv4(String name, int at) throws Cut {
        need(at, 4);
        values.character('"').ipv4(data, at).character('"');
        add(name);
    }

    /** IPv4 addresses, one behind the other. */
    void addresses(String name, int at, int until) throws Cut {
        for (int one = at; one + 4 <= until; one += 4) ipv4(name, one);
    }

    void ipv6(String name, int at) throws Cut {
        need(at, 16);
        values.character('"').ipv6(data, at).character('"');
        add(name);
    }

    /** The first bytes of an address; the others are 0. */
    void ipv6(String name, int at, int size) throws Cut {
        need(at, size);
        byte[] whole = new byte[16];
        System.arraycopy(data, at, whole, 0, size);
        values.character('"').ipv6(whole, 0).character('"');
        add(name);
    }

    void octets(String name, int at, int count) throws Cut {
        need(at, count);
        values.character('"').octets(data, at, count).character('"');
        add(name);
    }
}
