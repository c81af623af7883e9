package sockets.chat;

import java.nio.ByteBuffer;

/**
 * Makes lines of a stream, which has no boundaries of messages: a line may come in pieces, and
 * several with one read. LF ends a line, a CR before it belongs to the end. Telnet's own commands
 * (RFC 854) are taken out first: Ctrl-C in telnet sends some, and they would stand before the next
 * command.
 */
final class LineSplitter implements Splitter {
    /** Most bytes of a line with its end. */
    static final int LONGEST = 1024;

    // RFC 854, RFC 860; the least command is EOF of RFC 1184
    private static final int LEAST = 236;
    private static final int SE = 240;
    private static final int SB = 250;
    private static final int WILL = 251;
    private static final int WONT = 252;
    private static final int DO = 253;
    private static final int DONT = 254;
    private static final int IAC = 255;
    private static final int TIMING_MARK = 6;

    /** IAC WONT TIMING-MARK: telnet waits for it after Ctrl-C and shows nothing until it comes. */
    private static final byte[] REFUSAL = {(byte) IAC, (byte) WONT, TIMING_MARK};

    /** Where in a telnet command the stream stands. */
    private enum Telnet {
        NONE,
        COMMAND,
        OPTION,
        DO_OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_IAC
    }

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean discarding;
    private int skipped;
    private Telnet telnet = Telnet.NONE;

    @Override
    public <P extends Participant> void take(ByteBuffer in, P from, Protocol<P> protocol) {
        while (in.hasRemaining() && !from.hasLeft()) {
            int value = in.get() & 0xff;
            if (telnet != Telnet.NONE || value == IAC) {
                // no command begins so: the byte before was one of the line, not UTF-8
                if (telnet == Telnet.COMMAND && value < LEAST) add(IAC, from, protocol);
                if (!isData(value, from)) continue;
            }
            if (value == '\n') end(from, protocol);
            else add(value, from, protocol);
        }
    }

    private <P extends Participant> void add(int value, P from, Protocol<P> protocol) {
        if (discarding) return;
        line[length++] = (byte) value;
        // with its end it would be longer than the limit
        if (length < LONGEST) return;
        discarding = true;
        protocol.tooLong(from);
    }

    private <P extends Participant> void end(P from, Protocol<P> protocol) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        if (!discarding) protocol.line(from, line, end);
        discarding = false;
        length = 0;
    }

    /**
     * One byte of a telnet command; true for the second of IAC IAC, which is a byte of the line.
     */
    private boolean isData(int value, Participant from) {
        switch (telnet) {
            case NONE -> telnet = Telnet.COMMAND;
            case COMMAND -> {
                telnet = Telnet.NONE;
                if (value == IAC || value < LEAST) return true;
                if (value == DO) telnet = Telnet.DO_OPTION;
                else if (value == WILL || value == WONT || value == DONT) telnet = Telnet.OPTION;
                else if (value == SB) telnet = Telnet.SUBNEGOTIATION;
                skipped = 0;
            }
            case OPTION -> telnet = Telnet.NONE;
            case DO_OPTION -> {
                telnet = Telnet.NONE;
                if (value == TIMING_MARK) from.send(REFUSAL, REFUSAL.length);
            }
            case SUBNEGOTIATION -> {
                if (value == IAC) telnet = Telnet.SUBNEGOTIATION_IAC;
                // one that never ends is none: the client would be mute for ever
                else if (++skipped > LONGEST) telnet = Telnet.NONE;
            }
            case SUBNEGOTIATION_IAC -> telnet = value == SE ? Telnet.NONE : Telnet.SUBNEGOTIATION;
        }
        return false;
    }
}
