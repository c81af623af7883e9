package sockets.sniffer.filter;

/** IPv6 addresses as people write them, RFC 4291 section 2.2. */
final class Ipv6Text {
    private Ipv6Text() {}

    /** The 16 bytes; null if it is no address. */
    static byte[] parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] whole = groups(text);
            return whole != null && whole.length == 16 ? whole : null;
        }
        if (text.indexOf("::", gap + 1) >= 0) return null;
        byte[] left = groups(text.substring(0, gap));
        byte[] right = groups(text.substring(gap + 2));
        if (left == null || right == null || left.length + right.length > 14) return null;
        // an IPv4 address only stands at the end
        if (text.lastIndexOf('.', gap) >= 0) return null;
        byte[] address = new byte[16];
        System.arraycopy(left, 0, address, 0, left.length);
        System.arraycopy(right, 0, address, 16 - right.length, right.length);
        return address;
    }

    private static byte[] groups(String text) {
        if (text.isEmpty()) return new byte[0];
        String[] parts = text.split(":", -1);
        boolean four = parts[parts.length - 1].indexOf('.') >= 0;
        byte[] bytes = new byte[2 * parts.length + (four ? 2 : 0)];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (four && i == parts.length - 1) {
                if (!part.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) return null;
                String[] numbers = part.split("\\.");
                for (int j = 0; j < 4; j++) {
                    int number = Integer.parseInt(numbers[j]);
                    if (number > 255) return null;
                    bytes[2 * i + j] = (byte) number;
                }
            } else {
                if (!part.matches("[0-9A-Fa-f]{1,4}")) return null;
                int group = Integer.parseInt(part, 16);
                bytes[2 * i] = (byte) (group >> 8);
                bytes[2 * i + 1] = (byte) group;
            }
        }
        return bytes;
    }
}
