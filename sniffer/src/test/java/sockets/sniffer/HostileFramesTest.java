package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.sniffer.fields.FrameFields;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.flow.LadderSvg;
import sockets.sniffer.flow.LadderText;
import sockets.sniffer.flow.Tracker;
import sockets.sniffer.flow.TwoCaptures;
import sockets.sniffer.flow.TwoLadders;
import sockets.sniffer.print.FramePrinter;
import sockets.sniffer.print.Line;
import sockets.sniffer.print.Style;
import sockets.sniffer.print.Style.Dump;

/** Whatever a frame holds: it is printed, and nothing of it can control a terminal. */
@Timeout(600)
class HostileFramesTest {
    private static final int FRAMES = 60_000;
    private static final int MUTATIONS = 150;
    private static final LinkType[] LINKS = LinkType.values();

    private final FramePrinter[] printers = {
        new FramePrinter(Style.PLAIN, false),
        new FramePrinter(new Style(3, true, 2, true, false, Dump.HEX_AND_TEXT, null), false),
        new FramePrinter(new Style(1, false, 3, false, true, Dump.TEXT, null), false)
    };
    private final FrameFields fields = new FrameFields();
    private final Line json = new Line();
    private final Tracker tracker = new Tracker(1, null);
    private final TwoCaptures captures = new TwoCaptures("a.pcap", "b.pcap", true);
    private int taken;

    @Test
    void nothingEscapes() throws IOException {
        Random random = new Random(99);
        Traffic traffic = new Traffic(99, 20, 64);
        Frame hostile = new Frame();
        for (int i = 0; i < FRAMES; i++) {
            Frame frame = traffic.next();
            byte[] bytes = Arrays.copyOf(frame.data(), frame.captured());
            for (int j = random.nextInt(8); j > 0; j--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            int length = random.nextInt(50) == 0 ? random.nextInt() : frame.length();
            hostile.set(bytes, 0, bytes.length, length);
            boolean broken = random.nextInt(20) == 0;
            // as a file may have it: 32 bits of microseconds
            long nanos = broken ? (random.nextInt() & 0xffffffffL) * 1000 : frame.nanos();
            hostile.time(random.nextInt(20) == 0 ? random.nextLong() : frame.seconds(), nanos);
            boolean own = random.nextInt(10) > 0;
            LinkType link = own ? LinkType.EN10MB : LINKS[random.nextInt(LINKS.length)];
            hostile.link(link, random.nextBoolean());
            take(hostile);
        }
        for (String line : LadderText.lines(tracker)) assertSafe(line);
        for (String line : tracker.followed()) assertSafe(line);
        captures.end();
        new TwoLadders(captures, HostileFramesTest::assertSafe).draw();
        assertSafe(LadderSvg.draw(tracker).replace("\n", ""));
        assertSafe(LadderSvg.draw(captures).replace("\n", ""));
        for (int i = 1; i <= Math.min(200, captures.joined()); i++)
            for (String line : captures.followed(i)) assertSafe(line);
    }

    @Test
    void nothingEscapesFromAnyProtocol() throws Exception {
        Random random = new Random(7);
        Path folder = Path.of(getClass().getResource("/protocols").toURI());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        Frame frame = new Frame();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                byte[] whole = HexFormat.of().parseHex(line);
                for (int i = 0; i < MUTATIONS; i++) {
                    int size = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
                    byte[] bytes = Arrays.copyOf(whole, size);
                    for (int j = random.nextInt(6); j > 0 && size > 0; j--)
                        bytes[random.nextInt(size)] = (byte) random.nextInt(256);
                    int length = random.nextInt(50) == 0 ? random.nextInt() : whole.length;
                    frame.set(bytes, 0, size, length);
                    LinkType link = LINKS[random.nextInt(LINKS.length)];
                    frame.link(random.nextInt(10) > 0 ? LinkType.EN10MB : link, false);
                    take(frame);
                }
            }
        }
    }

    private void take(Frame frame) throws IOException {
        for (FramePrinter printer : printers) {
            Line line = printer.print(frame);
            for (int i = 0; i < line.length(); i++) {
                int value = line.bytes()[i];
                boolean safe = value >= 0x20 && value < 0x7f || value == '\n' || value == '\t';
                assertTrue(safe, "byte " + value);
            }
        }
        json.clear();
        fields.write(frame, json);
        String text = new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
        assertSafe(text);
        assertEquals(1, JsonPackets.of("[" + text + "]").size());
        tracker.add(frame);
        // some are lost in either
        if (++taken % 7 != 0) captures.add(true, frame);
        if (taken % 5 != 0) captures.add(false, frame);
    }

    private static void assertSafe(String text) {
        assertTrue(text.chars().noneMatch(Character::isISOControl), text);
    }

    @Test
    void packetsInsideOfPacketsHaveAnEnd() throws IOException {
        // IPv4 in IPv4 in IPv4 ..., as deep as a frame allows
        byte[] bytes = new byte[14 + 20 * 3000];
        bytes[12] = 8;
        for (int i = 0; i < 3000; i++) {
            int at = 14 + 20 * i;
            int length = bytes.length - at;
            bytes[at] = 0x45;
            bytes[at + 2] = (byte) (length >> 8);
            bytes[at + 3] = (byte) length;
            bytes[at + 9] = 4;
        }
        Frame frame = new Frame();
        frame.set(bytes, 0, bytes.length, bytes.length);
        frame.link(LinkType.EN10MB, false);
        take(frame);
    }

    @Test
    void framesInsideOfFramesHaveAnEnd() throws IOException {
        // VXLAN in VXLAN in VXLAN ..., each in a datagram of a packet of a frame
        int layer = 14 + 20 + 8 + 8;
        byte[] bytes = new byte[layer * 1200];
        for (int at = 0; at < bytes.length; at += layer) {
            int length = bytes.length - at - 14;
            bytes[at + 12] = 8;
            bytes[at + 14] = 0x45;
            bytes[at + 16] = (byte) (length >> 8);
            bytes[at + 17] = (byte) length;
            bytes[at + 23] = 17;
            bytes[at + 36] = 0x12;
            bytes[at + 37] = (byte) 0xb5;
            bytes[at + 38] = (byte) (length - 20 >> 8);
            bytes[at + 39] = (byte) (length - 20);
            bytes[at + 42] = 8;
        }
        Frame frame = new Frame();
        frame.set(bytes, 0, bytes.length, bytes.length);
        frame.link(LinkType.EN10MB, false);
        take(frame);
    }
}
