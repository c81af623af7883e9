package sockets.packet;

import java.nio.ByteBuffer;

/**
 * A question of a DNS message, RFC 1035, 4.1.2.
 *
 * @param family the class: 1 for the Internet
 */
public record DnsQuestion(String name, int type, int family) {
    static DnsQuestion read(ByteBuffer in) throws TruncatedPacketException {
        String name = DnsName.read(in);
        TruncatedPacketException.check("DNS question", in, 4);
        return new DnsQuestion(name, Bytes.u16(in), Bytes.u16(in));
    }
}
