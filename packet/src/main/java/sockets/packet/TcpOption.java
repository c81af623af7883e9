package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One option of a TCP header, RFC 9293, 3.2: a kind, and for all but the first two a length and
 * data.
 *
 * @param data a view of the packet
 */
public record TcpOption(int kind, ByteBuffer data) {
    public static final int END = 0;
    public static final int NO_OPERATION = 1;

    /** Maximum segment size: two bytes. */
    public static final int MSS = 2;

    /** Window scale: one byte, RFC 7323. */
    public static final int WINDOW_SCALE = 3;

    /** Selective acknowledgements are welcome: no data, RFC 2018. */
    public static final int SACK_PERMITTED = 4;

    /** Selective acknowledgements: pairs of sequence numbers, RFC 2018. */
    public static final int SACK = 5;

    /** Timestamps: value and echo, RFC 7323. */
    public static final int TIMESTAMPS = 8;

    /**
     * All options in their order, up to and with END.
     *
     * @throws TruncatedPacketException if the length of one does not fit
     */
    public static List<TcpOption> readAll(ByteBuffer in) throws TruncatedPacketException {
        List<TcpOption> options = new ArrayList<>();
        while (in.hasRemaining()) {
            int kind = Bytes.u8(in);
            if (kind == END || kind == NO_OPERATION) {
                options.add(new TcpOption(kind, Bytes.NONE));
                if (kind == END) break;
                continue;
            }
            TruncatedPacketException.check("TCP option", in, 1);
            int length = Bytes.u8(in);
            // the length counts kind and length, too
            if (length < 2) throw new TruncatedPacketException("TCP option", 2, length);
            TruncatedPacketException.check("TCP option", in, length - 2);
            options.add(new TcpOption(kind, Bytes.view(in, length - 2)));
        }
        return options;
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }
}
