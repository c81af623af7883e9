package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.MptcpOption;

/** The fields of Multipath TCP's option. */
final class MptcpFields {
    private final Fields fields;

    MptcpFields(Fields fields) {
        this.fields = fields;
    }

    /**
     * The option that begins at a place.
     *
     * @param length which is known to fit
     */
    void option(int at, int length) throws Cut {
        if (length < MptcpOption.SIZE) return;
        int subtype = MptcpOption.subtype(fields, at);
        fields.number("tcp.options.mptcp.subtype", subtype);
        switch (subtype) {
            case MptcpOption.CAPABLE -> {
                fields.number("tcp.options.mptcp.version", MptcpOption.besides(fields, at));
                if (length < 4) return;
                fields.hex("tcp.options.mptcp.flags", MptcpOption.flags(fields, at), 2);
                if (length >= 12) number("sendkey", at + MptcpOption.SENDER_KEY, 8);
                if (length >= 20) number("recvkey", at + MptcpOption.RECEIVER_KEY, 8);
                if (length < 22) return;
                fields.number("tcp.options.mptcp.datalvllen", MptcpOption.dataLength(fields, at));
            }
            case MptcpOption.JOIN -> join(at, length);
            case MptcpOption.DSS -> {
                if (length >= MptcpOption.DSS_VALUE) sequences(at, at + length);
            }
            case MptcpOption.ADD_ADDRESS -> {
                if (length < MptcpOption.ADDRESS) return;
                fields.number("tcp.options.mptcp.addrid", MptcpOption.addressId(fields, at));
                int address = at + MptcpOption.ADDRESS;
                if (length >= 20) fields.ipv6("tcp.options.mptcp.ipv6", address);
                else if (length >= 8) fields.ipv4("tcp.options.mptcp.ipv4", address);
            }
            case MptcpOption.REMOVE_ADDRESS -> {
                for (int i = MptcpOption.IDENTIFIERS; i < length; i++)
                    fields.number("tcp.options.mptcp.addrid", fields.u8(at + i));
            }
            default -> {}
        }
    }

    /** A number of so many bytes, without sign. */
    private void number(String name, int at, int size) throws Cut {
        long value = size == 8 ? fields.u64(at) : fields.u32(at) & 0xffffffffL;
        // beyond what a number of Java holds it is text, as all numbers are in tshark
        if (value < 0) fields.text("tcp.options.mptcp." + name, Long.toUnsignedString(value));
        else fields.number("tcp.options.mptcp." + name, value);
    }

    private void join(int at, int length) throws Cut {
        if (length == 12 || length == 16) {
            boolean backup = (MptcpOption.besides(fields, at) & MptcpOption.BACKUP) != 0;
            // the byte with the subtype: tshark shows it so
            fields.hex("tcp.options.mptcp.flags", fields.u8(at + 2), 2);
            fields.bit("tcp.options.mptcp.backup.flag", backup);
            fields.number("tcp.options.mptcp.addrid", MptcpOption.addressId(fields, at));
        }
        switch (length) {
            case 12 -> {
                number("recvtok", at + MptcpOption.JOIN_VALUE, 4);
                number("sendrand", at + MptcpOption.JOIN_NONCE, 4);
            }
            case 16 -> {
                number("sendtrunchmac", at + MptcpOption.JOIN_VALUE, 8);
                number("sendrand", at + MptcpOption.JOIN_ANSWER_NONCE, 4);
            }
            case 24 ->
                    fields.octets(
                            "tcp.options.mptcp.sendhmac",
                            at + MptcpOption.JOIN_VALUE,
                            MptcpOption.JOIN_DIGEST_SIZE);
            default -> {}
        }
    }

    private void sequences(int at, int end) throws Cut {
        int flags = MptcpOption.flags(fields, at);
        fields.hex("tcp.options.mptcp.flags", flags, 2);
        fields.bit("tcp.options.mptcp.datafin.flag", (flags & MptcpOption.DATA_FIN) != 0);
        int next = at + MptcpOption.DSS_VALUE;
        if ((flags & MptcpOption.HAS_ACKNOWLEDGEMENT) != 0) {
            int size = (flags & MptcpOption.LONG_ACKNOWLEDGEMENT) != 0 ? 8 : 4;
            if (next + size > end) return;
            number("rawdataack", next, size);
            next += size;
        }
        if ((flags & MptcpOption.HAS_SEQUENCE) == 0) return;
        int size = (flags & MptcpOption.LONG_SEQUENCE) != 0 ? 8 : 4;
        if (next + size + 6 > end) return;
        number("rawdataseqno", next, size);
        number("subflowseqno", next + size, 4);
        fields.number("tcp.options.mptcp.datalvllen", fields.u16(next + size + 4));
    }
}
