package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One option of an IPv4 header, RFC 791, 3.1: a type, and for all but the first two a length and
 * data.
 *
 * @param data a view of the packet
 */
public record Ipv4Option(int type, ByteBuffer data) {
    public static final int END = 0;
    public static final int NO_OPERATION = 1;
    public static final int RECORD_ROUTE = 7;
    public static final int TIMESTAMP = 68;
    public static final int LOOSE_SOURCE_ROUTE = 131;
    public static final int STRICT_SOURCE_ROUTE = 137;
    public static final int ROUTER_ALERT = 148;

    /**
     * All options in their order, up to and with END.
     *
     * @throws TruncatedPacketException if the length of one does not fit
     */
    public static List<Ipv4Option> readAll(ByteBuffer in) throws TruncatedPacketException {
        List<Ipv4Option> options = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = Bytes.u8(in);
            if (type == END || type == NO_OPERATION) {
                options.add(new Ipv4Option(type, Bytes.NONE));
                if (type == END) break;
                continue;
            }
            TruncatedPacketException.check("IPv4 option", in, 1);
            int length = Bytes.u8(in);
            // the length counts type and length, too
            if (length < 2) throw new TruncatedPacketException("IPv4 option", 2, length);
            TruncatedPacketException.check("IPv4 option", in, length - 2);
            options.add(new Ipv4Option(type, Bytes.view(in, length - 2)));
        }
        return options;
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }
}
