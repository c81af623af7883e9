package sockets.sniffer;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.sniffer.file.CaptureReader;
import sockets.sniffer.file.FileFormatException;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;
import sockets.sniffer.filter.Filter;
import sockets.sniffer.filter.FrameShape;

/** A capture file that a command reads, with a filter: its frames one after the other. */
final class CaptureFile implements AutoCloseable {
    private final String name;
    private final CaptureReader reader;
    private final Filter filter;
    private final Frame frame = new Frame();
    private LinkType judged;
    private Filter other;
    private final String expression;

    private CaptureFile(String name, CaptureReader reader, String expression, Filter filter) {
        this.name = name;
        this.reader = reader;
        this.expression = expression;
        this.filter = filter;
        judged = reader.link();
        other = filter;
    }

    /**
     * Opens a file, or standard input for "-".
     *
     * @param filters compiles the user's expression
     */
    static CaptureFile open(String name, FilterText filters, boolean anyLink) throws IOException {
        CaptureReader reader;
        try {
            if (name.equals("-")) {
                reader = CaptureReader.open(new FileInputStream(FileDescriptor.in), null);
            } else {
                Path path = Path.of(name);
                if (Files.isDirectory(path)) throw new Failure("read", name, Reason.EISDIR, "");
                reader = CaptureReader.open(Files.newInputStream(path), path);
            }
        } catch (FileFormatException e) {
            throw new ReadFailure(name, e.getMessage());
        } catch (Failure e) {
            throw e;
        } catch (IOException e) {
            throw new Failure("open", name, e);
        }
        if (reader.link() == LinkType.OTHER && !anyLink && reader.linkNumber() != 0) {
            reader.close();
            throw ReadFailure.link(name, reader.linkNumber());
        }
        Filter filter = filters.compile(shape(reader, reader.link()));
        return new CaptureFile(name, reader, filters.text(), filter);
    }

    private static FrameShape shape(CaptureReader reader, LinkType link) {
        return new FrameShape(link, false, reader.bigEndian(), 0);
    }

    CaptureReader reader() {
        return reader;
    }

    /** As tcpdump tells it at the start. */
    void announce(Console console) {
        if (console.isQuiet()) return;
        LinkType link = reader.link();
        String type = link == LinkType.OTHER ? String.valueOf(reader.linkNumber()) : link.name();
        console.note(
                "reading from file "
                        + name
                        + ", link-type "
                        + type
                        + " ("
                        + link.description()
                        + "), snapshot length "
                        + reader.snapshotLength());
    }

    /** The next frame that the filter takes; null at the end. */
    Frame next() throws IOException {
        try {
            while (reader.next(frame)) {
                if (filter.isAll() || accepts()) return frame;
            }
            return null;
        } catch (FileFormatException e) {
            throw new ReadFailure(name, e.getMessage());
        } catch (IOException e) {
            throw new Failure("read", name, e);
        }
    }

    /** Interfaces of other link types in the same file need their own program. */
    private boolean accepts() {
        if (frame.link() != judged) {
            judged = frame.link();
            try {
                other = Filter.compile(expression, shape(reader, judged));
            } catch (sockets.sniffer.filter.FilterException e) {
                // "vlan" where there are none: no such frame meets it
                other = null;
            }
        }
        return other != null && other.accepts(frame);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
