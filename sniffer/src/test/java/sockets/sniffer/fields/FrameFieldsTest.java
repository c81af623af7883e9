package sockets.sniffer.fields;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.sniffer.Traffic;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.Line;

/** Fields as an object of JSON. */
class FrameFieldsTest {
    private static final int FRAMES = 5000;

    private final Line json = new Line();

    private String written(Fields fields) {
        json.clear();
        fields.write(json);
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }

    @Test
    void aNameWithSeveralValuesHasAListInThePlaceOfTheFirst() {
        Fields fields = new Fields();
        fields.begin(new byte[0], 0);
        fields.number("a", 1);
        fields.number("b", -2);
        fields.hex("a", 0xabc, 4);
        fields.unsigned("c", -1);
        fields.text("a", "x");
        assertTrue(fields.knows("c"));
        assertEquals("{\"a\":[1,\"0x0abc\",\"x\"],\"b\":-2,\"c\":4294967295}", written(fields));
        fields.begin(new byte[0], 0);
        fields.bit("c", true);
        assertEquals("{\"c\":1}", written(fields));
    }

    @Test
    void aTextIsQuotedAndABrokenTimeStaysOne() {
        Fields fields = new Fields();
        fields.begin(new byte[0], 0);
        fields.text("t", "a\"b\\c\b\t\n\f\r\u0001\u001bñ€𝄞");
        fields.time("whole", 7, 5);
        fields.time("more", 7, 1_000_000_001);
        fields.time("most", -7, 0xffffffffL * 1000);
        assertEquals(
                "{\"t\":\"a\\\"b\\\\c\\b\\t\\n\\f\\r\\u0001\\u001bñ€𝄞\",\"whole\":\"7.000000005\","
                        + "\"more\":\"7.1000000001\",\"most\":\"-7.4294967295000\"}",
                written(fields));
    }

    @Test
    void manyNamesAndManyValuesHaveRoom() {
        Fields fields = new Fields();
        fields.begin(new byte[0], 0);
        StringBuilder expected = new StringBuilder("{");
        for (int i = 0; i < 1000; i++) {
            fields.number("n" + i, i);
            fields.number("n0", i);
            if (i > 0) expected.append(",\"n").append(i).append("\":").append(i);
        }
        String text = written(fields);
        assertTrue(text.startsWith("{\"n0\":[0,0,1,2,"), text);
        assertTrue(text.endsWith(expected.substring(1) + "}"), text);
    }

    /** What a long capture would leave behind, the heap would grow by. */
    @Test
    void aFrameMakesNoGarbage() {
        List<Frame> frames = new ArrayList<>();
        Traffic traffic = new Traffic(3, 0, 64);
        for (int i = 0; i < FRAMES; i++) {
            Frame next = traffic.next();
            byte[] bytes = new byte[next.captured()];
            System.arraycopy(next.data(), next.start(), bytes, 0, bytes.length);
            Frame copy = new Frame();
            copy.copy(next, bytes, 0);
            frames.add(copy);
        }
        FrameFields fields = new FrameFields();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        // what is made once is made in the first round
        for (int round = 0; round < 2; round++) {
            before = threads.getCurrentThreadAllocatedBytes();
            for (Frame frame : frames) {
                json.clear();
                fields.write(frame, json);
            }
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / FRAMES;
        assertTrue(each < 100, each + " bytes for each frame");
    }
}
