package sockets.sniffer.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** By what a capture is known again, whoever hands it in. */
final class Facts {
    private Facts() {}

    static Map<String, Object> of(Capture capture, Capture other) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("port", capture.port());
        facts.put("sha256", Digests.ofFile(Path.of(capture.name())));
        facts.put("packetCount", capture.own());
        String packets = capture.fingerprint();
        // without a packet all captures are alike: nothing to compare
        if (packets != null) facts.put("packets", packets);
        if (other == null) return facts;
        facts.put("other", other.name());
        facts.put("otherSha256", Digests.ofFile(Path.of(other.name())));
        facts.put("otherPacketCount", other.own());
        String second = other.fingerprint();
        if (second != null) facts.put("otherPackets", second);
        return facts;
    }
}
