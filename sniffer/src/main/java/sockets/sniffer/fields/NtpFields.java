package sockets.sniffer.fields;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import sockets.packet.Cut;
import sockets.packet.NtpMessage;

/** The fields of an NTP message that is about time. */
final class NtpFields {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd, uuuu HH:mm:ss.nnnnnnnnn 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** A first bit 0 is of the era that began in 2036, RFC 4330, 3. */
    private static final long ERA = 0x8000_0000L;

    private final Fields fields;

    NtpFields(Fields fields) {
        this.fields = fields;
    }

    void message(int at, int until) throws Cut {
        fields.end = Math.min(fields.end, until);
        fields.hex("ntp.flags", NtpMessage.flags(fields, at), 2);
        fields.number("ntp.flags.li", NtpMessage.leap(fields, at) >> 6);
        fields.number("ntp.flags.vn", NtpMessage.version(fields, at));
        int mode = NtpMessage.mode(fields, at);
        fields.number("ntp.flags.mode", mode);
        if (mode > NtpMessage.BROADCAST) return;
        fields.number("ntp.stratum", NtpMessage.stratum(fields, at));
        // tshark shows both without sign
        fields.number("ntp.ppoll", NtpMessage.poll(fields, at) & 0xff);
        fields.number("ntp.precision", NtpMessage.precision(fields, at) & 0xff);
        fields.unsigned("ntp.rootdelay", NtpMessage.rootDelay(fields, at));
        fields.unsigned("ntp.rootdispersion", NtpMessage.rootDispersion(fields, at));
        fields.octets("ntp.refid", at + NtpMessage.REFERENCE_ID, 4);
        time("ntp.reftime", at + NtpMessage.REFERENCE_TIME);
        time("ntp.org", at + NtpMessage.ORIGIN_TIME);
        time("ntp.rec", at + NtpMessage.RECEIVE_TIME);
        time("ntp.xmt", at + NtpMessage.TRANSMIT_TIME);
    }

    private void time(String name, int at) throws Cut {
        long stamp = NtpMessage.time(fields, at);
        if (stamp == 0) {
            fields.text(name, "NULL");
            return;
        }
        long seconds = stamp >>> 32;
        if (seconds < ERA) seconds += 1L << 32;
        long nanos = (stamp & 0xffffffffL) * 1_000_000_000L >>> 32;
        Instant time = Instant.ofEpochSecond(seconds - NtpMessage.UNIX_EPOCH, nanos);
        fields.text(name, TIME.format(time));
    }
}
