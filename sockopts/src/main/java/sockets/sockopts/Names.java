package sockets.sockopts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that values of an option have in C: single values, or bits that add up. */
final class Names {
    private final Map<Long, String> names = new LinkedHashMap<>();
    private boolean bits;

    /** Reads {@code 1=SOCK_STREAM 2=SOCK_DGRAM}; hexadecimal numbers are bits. */
    Names(String text) {
        for (String pair : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = pair.split("=");
            bits |= parts[0].startsWith("0x");
            names.put(Long.decode(parts[0]), parts[1]);
        }
    }

    Map<Long, String> all() {
        return names;
    }

    /** The name of a value, the names of its bits joined by |, or null. */
    String of(long value) {
        if (!bits || value == 0) return names.get(value);
        List<String> set = new ArrayList<>();
        for (Map.Entry<Long, String> bit : names.entrySet())
            if ((value & bit.getKey()) == bit.getKey()) set.add(bit.getValue());
        return set.isEmpty() ? null : String.join("|", set);
    }

    /** The value of a name, of bits also several joined by |; null if one is not known. */
    Long value(String text) {
        long value = 0;
        for (String part : bits ? text.split("\\|", -1) : new String[] {text}) {
            Long one = null;
            for (Map.Entry<Long, String> each : names.entrySet())
                if (each.getValue().equalsIgnoreCase(part)) one = each.getKey();
            if (one == null) return null;
            value |= one;
        }
        return value;
    }
}
