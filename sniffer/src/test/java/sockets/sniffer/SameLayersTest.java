package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.sniffer.fields.FrameFields;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;
import sockets.sniffer.print.Style;

/** The lines and the fields see the same in a frame: a segment wherever it is. */
class SameLayersTest {
    private static final String ADDRESSES = "020000000002020000000001";
    private static final String TCP = "80000dac00000001000000005002ffff00000000";
    private static final String END = "0a4d00010a4d0002";
    private static final String IPV4 = "450000280000000040060000" + END;

    @ParameterizedTest
    @CsvSource({
        "plain, 0800",
        "old VLAN, 920000070800",
        "two tags, 88a80003810000070800",
        "behind AH, 0800450000400000000040330000"
                + END
                + "060400000000000100000001000000000000000000000000",
        "IP in IP, 08004500003c0000000040040000" + END + IPV4,
    })
    void aSegmentIsSeenInBoth(String name, String headers) throws IOException {
        // those with a header of IP of their own end in the segment
        boolean whole = headers.length() > 20;
        byte[] bytes = HexFormat.of().parseHex(ADDRESSES + headers + (whole ? "" : IPV4) + TCP);
        Frame frame = new Frame();
        frame.set(bytes, 0, bytes.length, bytes.length);
        frame.link(LinkType.EN10MB, false);
        Line line = new FramePrinter(Style.PLAIN, false).print(frame);
        String text = new String(line.bytes(), 0, line.length(), StandardCharsets.US_ASCII);
        assertTrue(text.contains("Flags [S], seq 1, win 65535"), text);
        StringWriter json = new StringWriter();
        try (JsonWriter out = new JsonWriter(json)) {
            new FrameFields().write(frame, out);
        }
        assertTrue(json.toString().contains("\"tcp.srcport\":32768"), json.toString());
    }
}
