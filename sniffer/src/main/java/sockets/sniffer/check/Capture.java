package sockets.sniffer.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.packet.EthernetHeader;
import sockets.sniffer.file.CaptureReader;
import sockets.sniffer.file.FileFormatException;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.flow.Endpoint;
import sockets.sniffer.flow.Segment;
import sockets.sniffer.flow.SegmentReader;

/**
 * What a capture holds of the program at a port: its packets, each once, and how many others there
 * are. The file is read as a stream, and what is kept of it is bounded.
 */
final class Capture {
    /** Packets of the program beyond these are only counted. */
    static final int MOST_PACKETS = 100_000;

    private static final long MOST_BYTES = 32 << 20;
    private static final int MOST_ENDS = 10_000;

    /** ARPHRD_LOOPBACK of if_arp.h, in a cooked header. */
    private static final int LOOPBACK_HARDWARE = 772;

    /** Takes the frames of a file, one after the other. */
    interface Each {
        /**
         * @param ip null if there is no IP header
         * @param segment null if it is neither TCP nor UDP, nor an ICMP error about one
         */
        void frame(long number, Frame frame, IpPart ip, Segment segment);
    }

    /** A fragment that has no ports, by what it shares with the first one. */
    private record FragmentOf(Object source, Object destination, int protocol, long id) {
        static FragmentOf of(IpPart ip) {
            return new FragmentOf(ip.source(), ip.destination(), ip.protocol(), ip.id());
        }
    }

    private final String name;
    private final int port;
    private final List<Packet> packets = new ArrayList<>();
    private final Strangers strangers = new Strangers();
    private final Repeats repeats = new Repeats();
    private final Set<Endpoint> clients = new HashSet<>();
    private final Set<FragmentOf> fragments = new HashSet<>();
    private final MessageDigest digest = Digests.sha256();
    private Damage damage;
    private long frames;
    private long own;
    private long bytes;
    private long cut;
    private boolean onLoopback;

    private Capture(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /**
     * Reads a file, to its end or as far as it can be read.
     *
     * @param name as the user wrote it
     */
    static Capture of(String name, int port) throws IOException {
        Capture capture = new Capture(name, port);
        capture.damage = read(Path.of(name), capture::take);
        return capture;
    }

    /** Goes through a file; what is wrong with it, null for nothing. */
    static Damage read(Path file, Each each) throws IOException {
        if (Files.isDirectory(file)) throw new Failure("read", file, Reason.EISDIR, "");
        // a pipe or a device could be read once only, or for ever
        if (Files.exists(file) && !Files.isRegularFile(file))
            throw new Failure("read", file, Reason.EINVAL, " (not a regular file)");
        long count = 0;
        try (InputStream in = Files.newInputStream(file);
                CaptureReader reader = CaptureReader.open(in, file)) {
            if (reader.link() == LinkType.OTHER && reader.linkNumber() != 0)
                return new Damage(0, "link type " + reader.linkNumber() + " is none that is known");
            Frame frame = new Frame();
            while (reader.next(frame)) {
                each.frame(++count, frame, IpPart.read(frame), SegmentReader.read(frame));
            }
            return null;
        } catch (FileFormatException e) {
            return new Damage(count, e.getMessage());
        } catch (Failure e) {
            throw e;
        } catch (IOException e) {
            throw new Failure("open", file, e);
        }
    }

    private void take(long number, Frame frame, IpPart ip, Segment segment) {
        frames = number;
        if (segment == null || ip == null) {
            if (ip != null && ip.later() && fragments.contains(FragmentOf.of(ip))) own(frame, ip);
            else if (ip == null || !ip.isNeighbourDiscovery())
                strangers.add(number, frame, ip, segment);
            return;
        }
        boolean from = segment.source().port() == port;
        boolean to = segment.destination().port() == port;
        boolean error = segment.error() != null;
        // an answer from another port than the one that was asked
        boolean astray =
                !from
                        && !to
                        && !error
                        && !segment.isTcp()
                        && clients.contains(segment.destination());
        if (!from && !to && !astray) {
            strangers.add(number, frame, ip, segment);
            return;
        }
        own(frame, ip);
        if (ip.more() && fragments.size() < MOST_ENDS) fragments.add(FragmentOf.of(ip));
        if (repeats.isRepeat(number, frame, ip)) return;
        boolean toServer = to && !(from && clients.contains(segment.destination()));
        if (toServer && !error && clients.size() < MOST_ENDS) clients.add(segment.source());
        if (packets.size() >= MOST_PACKETS || bytes > MOST_BYTES) return;
        Packet packet = Packet.of(number, frame, segment, ip, toServer);
        packets.add(packet);
        bytes += packet.data().length;
        if (!packet.isError() && packet.isCut()) cut++;
    }

    private void own(Frame frame, IpPart ip) {
        own++;
        onLoopback |= isLoopback(frame);
        digest.update(ByteBuffer.allocate(4).putInt(ip.length()).flip());
        digest.update(frame.data(), ip.start(), ip.length());
    }

    /** True for what the loopback interface of Linux puts before a packet. */
    private static boolean isLoopback(Frame frame) {
        ByteBuffer in = ByteBuffer.wrap(frame.data(), frame.start(), frame.captured()).slice();
        return switch (frame.link()) {
            case EN10MB -> {
                boolean zero = in.remaining() >= EthernetHeader.SIZE;
                for (int i = 0; zero && i < EthernetHeader.SIZE - 2; i++) zero = in.get(i) == 0;
                yield zero;
            }
            case LINUX_SLL -> in.remaining() >= 4 && in.getShort(2) == LOOPBACK_HARDWARE;
            case LINUX_SLL2 -> in.remaining() >= 10 && in.getShort(8) == LOOPBACK_HARDWARE;
            case NULL, LOOP -> true;
            default -> false;
        };
    }

    String name() {
        return name;
    }

    boolean isIpv6() {
        return !packets.isEmpty() && packets.get(0).ip().isIpv6();
    }

    int port() {
        return port;
    }

    /** What is wrong with the file; null for nothing. */
    Damage damage() {
        return damage;
    }

    /** Packets of all kinds. */
    long frames() {
        return frames;
    }

    /** Packets of the program, repeats among them. */
    long own() {
        return own;
    }

    /** How many packets of the program are not there whole. */
    long cut() {
        return cut;
    }

    /** True if the program has more packets than are kept. */
    boolean isTooLong() {
        return packets.size() >= MOST_PACKETS || bytes > MOST_BYTES;
    }

    boolean isOnLoopback() {
        return onLoopback;
    }

    Strangers strangers() {
        return strangers;
    }

    Repeats repeats() {
        return repeats;
    }

    /** The program's packets of a transport protocol, errors about them included. */
    List<Packet> packets(boolean tcp) {
        return packets.stream().filter(packet -> packet.isTcp() == tcp).toList();
    }

    /** A hash over the program's packets without their times; null if there are none. */
    String fingerprint() {
        return own == 0 ? null : Digests.hex(digest);
    }
}
