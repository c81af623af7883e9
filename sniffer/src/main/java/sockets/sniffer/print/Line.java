package sockets.sniffer.print;

import java.util.Arrays;

/** Text being put together as bytes: it costs nothing but the bytes, which a million lines need. */
public final class Line {
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /** The numbers below 1000, three digits each: a division costs more than a look at a table. */
    private static final byte[] DIGITS = digits();

    private byte[] bytes = new byte[8192];
    private int length;

    private static byte[] digits() {
        byte[] digits = new byte[3000];
        for (int i = 0; i < 1000; i++) {
            digits[3 * i] = (byte) ('0' + i / 100);
            digits[3 * i + 1] = (byte) ('0' + i / 10 % 10);
            digits[3 * i + 2] = (byte) ('0' + i % 10);
        }
        return digits;
    }

    public void clear() {
        length = 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets what was added since it had this length. */
    void truncate(int length) {
        this.length = Math.min(this.length, length);
    }

    private void room(int count) {
        if (length + count > bytes.length) grow(count);
    }

    private void grow(int count) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }

    /** Text of ASCII characters. */
    @SuppressWarnings("deprecation")
    public Line text(String text) {
        int count = text.length();
        room(count);
        // the fast way of Java for ASCII
        text.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    /** Puts text where other text of the same length stands. */
    void overwrite(int at, String text) {
        for (int i = 0; i < text.length(); i++) bytes[at + i] = (byte) text.charAt(i);
    }

    /** Puts text before what was added since it had a length. */
    void insert(int at, String text) {
        int count = text.length();
        room(count);
        System.arraycopy(bytes, at, bytes, at + count, length - at);
        length += count;
        overwrite(at, text);
    }

    /** Bytes that are text. */
    public Line bytes(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, length, count);
        length += count;
        return this;
    }

    public Line character(int character) {
        room(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /** A number of 32 bits without sign. */
    Line number(int value) {
        if (value < 0) return number(value & 0xffffffffL);
        room(10);
        thousands(value);
        return this;
    }

    public Line number(long value) {
        if (value < 0) {
            character('-');
            value = -value;
        }
        if (value <= Integer.MAX_VALUE) return number((int) value);
        number(value / 1000);
        room(3);
        three((int) (value % 1000));
        return this;
    }

    /** By threes, as long as there are more; there must be room. */
    private void thousands(int value) {
        if (value < 1000) {
            small(value);
        } else {
            thousands(value / 1000);
            three(value % 1000);
        }
    }

    /** Up to three digits; there must be room. */
    private void small(int value) {
        byte[] to = bytes;
        int next = length;
        int at = 3 * value;
        if (value >= 100) to[next++] = DIGITS[at];
        if (value >= 10) to[next++] = DIGITS[at + 1];
        to[next] = DIGITS[at + 2];
        length = next + 1;
    }

    /** Three digits; there must be room. */
    private void three(int value) {
        System.arraycopy(DIGITS, 3 * value, bytes, length, 3);
        length += 3;
    }

    /** A number with leading zeros. */
    Line padded(int value, int digits) {
        room(digits);
        if (digits == 6 && value < 1_000_000) {
            three(value / 1000);
            three(value % 1000);
            return this;
        }
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        length += digits;
        return this;
    }

    /** With leading zeros, if it has fewer digits: a broken fraction of a second may have more. */
    public Line atLeast(int digits, long value) {
        if (value < (digits == 9 ? 1_000_000_000 : 1_000_000)) return padded((int) value, digits);
        return number(value);
    }

    /** Hexadecimal with leading zeros. */
    public Line hex(int value, int digits) {
        room(digits);
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length + i] = HEX[value & 0xf];
            value >>>= 4;
        }
        length += digits;
        return this;
    }

    /** Hexadecimal without leading zeros. */
    Line hex(int value) {
        int digits = 1;
        for (int rest = value >>> 4; rest != 0; rest >>>= 4) digits++;
        return hex(value, digits);
    }

    /** A byte as vis(1) shows it: M- before one above 127, ^ before a control character. */
    Line visible(int value) {
        if (value >= 0x80) {
            text("M-");
            value &= 0x7f;
        }
        if (value < 0x20 || value == 0x7f) {
            character('^');
            value ^= 0x40;
        }
        return character(value);
    }

    public Line ipv4(byte[] data, int at) {
        room(15);
        small(data[at] & 0xff);
        bytes[length++] = '.';
        small(data[at + 1] & 0xff);
        bytes[length++] = '.';
        small(data[at + 2] & 0xff);
        bytes[length++] = '.';
        small(data[at + 3] & 0xff);
        return this;
    }

    /** The short form: the longest run of two or more zero groups becomes "::". */
    public Line ipv6(byte[] data, int at) {
        int best = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(data, at, end) == 0) end++;
            if (end - i > longest) {
                best = i;
                longest = end - i;
            }
            if (end > i) i = end;
        }
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                character(':');
                i += longest - 1;
                continue;
            }
            if (i != 0) character(':');
            boolean mapped =
                    i == 6
                            && best == 0
                            && (longest == 6 || longest == 5 && group(data, at, 5) == 0xffff);
            if (mapped) return ipv4(data, at + 12);
            hex(group(data, at, i));
        }
        if (best >= 0 && best + longest == 8) character(':');
        return this;
    }

    private static int group(byte[] data, int at, int number) {
        return (data[at + 2 * number] & 0xff) << 8 | data[at + 2 * number + 1] & 0xff;
    }

    Line ethernet(byte[] data, int at) {
        return octets(data, at, 6);
    }

    /** Bytes in hexadecimal with colons between. */
    public Line octets(byte[] data, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (i > 0) character(':');
            hex(data[at + i] & 0xff, 2);
        }
        return this;
    }
}
