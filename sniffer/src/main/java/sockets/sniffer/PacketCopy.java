package sockets.sniffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import sockets.common.text.Failure;
import sockets.sniffer.file.CaptureWriter;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.Interface;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.file.MixedLinksException;

/**
 * Copies packets of a capture file into another one, with the link types, times and lengths that
 * they have.
 */
final class PacketCopy {
    private final String input;
    private final FilterText filter;
    private final String output;
    private final boolean atOnce;
    private final long most;
    private final BooleanSupplier stopped;

    /** What a pcap file tells of all its packets together. */
    private int snapshot;

    private boolean nanos;

    /** Some packet came with names or comments. */
    private boolean toldMore;

    /**
     * @param atOnce true to hand on each packet before the next one is read
     * @param most how many packets at most
     */
    PacketCopy(
            String input,
            FilterText filter,
            String output,
            boolean atOnce,
            long most,
            BooleanSupplier stopped) {
        this.input = input;
        this.filter = filter;
        this.output = output;
        this.atOnce = atOnce;
        this.most = most;
        this.stopped = stopped;
    }

    /**
     * Copies what an open capture has.
     *
     * @return true if it told of its packets what the copy has no room for
     */
    boolean run(CaptureFile capture) throws IOException {
        OutputFile file = new OutputFile(output);
        file.refuseSame(input);
        Interface first = capture.reader().first();
        if (first == null) first = Interface.live(null, LinkType.EN10MB, LinkType.SNAPSHOT_LENGTH);
        snapshot = first.snapshot();
        nanos = first.hasNanos();
        if (capture.reader().maySeveral() && !CaptureWriter.isPcapng(output)) lookAhead();
        try (CaptureWriter writer =
                CaptureWriter.open(file.open(), output, first, snapshot, nanos)) {
            // a quiet pipe's packets are handed on before a wait for more
            capture.reader().whenWaiting(() -> flush(writer));
            write(capture, writer);
        } catch (ReadFailure e) {
            throw e;
        } catch (MixedLinksException e) {
            throw new Mixed(output, e);
        } catch (UncheckedIOException e) {
            tell(file.failure(e.getCause()));
        } catch (IOException e) {
            tell(file.failure(e));
        }
        return toldMore && !CaptureWriter.isPcapng(output);
    }

    private static void tell(Failure failure) throws Failure {
        if (failure != null) throw failure;
    }

    private void write(CaptureFile capture, CaptureWriter writer) throws IOException {
        long left = most;
        for (Frame frame; left > 0 && isOn() && (frame = capture.next()) != null; left--) {
            writer.write(frame);
            toldMore |= frame.tellsMore();
            if (atOnce) writer.flush();
        }
    }

    private boolean isOn() {
        return !stopped.getAsBoolean();
    }

    private static void flush(CaptureWriter writer) {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A pcap file's header tells one link type, the longest packet and the unit of time for all
     * packets that follow. A file of several interfaces is read twice, so that the header is right
     * and what does not fit is refused before anything is written; a pipe cannot be.
     */
    private void lookAhead() throws IOException {
        snapshot = LinkType.SNAPSHOT_LENGTH;
        if (input.equals("-") || !Files.isRegularFile(Path.of(input))) return;
        Interface seen = null;
        try (CaptureFile capture = CaptureFile.open(input, filter, true)) {
            long left = most;
            for (Frame frame; left > 0 && isOn() && (frame = capture.next()) != null; left--) {
                Interface from = frame.from();
                if (from == seen) continue;
                if (seen == null) snapshot = 0;
                else if (from.linkNumber() != seen.linkNumber())
                    throw new Mixed(output, new MixedLinksException(seen, from));
                seen = from;
                snapshot = Math.max(snapshot, from.snapshot());
                nanos |= from.hasNanos();
            }
        } catch (ReadFailure e) {
            // what comes before the damage is copied, and then it is told
        }
    }

    /** Packets that one pcap file cannot hold together. */
    private static final class Mixed extends Failure {
        Mixed(String output, MixedLinksException e) {
            super("write", output, "LINKS", e.getMessage());
        }
    }
}
