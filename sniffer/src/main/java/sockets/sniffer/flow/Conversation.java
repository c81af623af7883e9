package sockets.sniffer.flow;

import java.util.function.Consumer;

/** A TCP connection, or the datagrams between two UDP ports. */
public final class Conversation {
    private final int number;
    private final boolean tcp;
    private final Endpoint client;
    private final Endpoint server;

    // the client, so that no address has to be made for a packet
    private final long clientHigh;
    private final long clientLow;
    private final int clientPort;

    private final long start;
    private final TcpObserver observer;
    private final Rows rows;
    private int firstRow = Rows.NONE;
    private int lastRow = Rows.NONE;
    private int shown;
    private long packets;
    private final long[] bytes = new long[2];
    private final long[] again = new long[2];

    /** Only to tell the states, without rows. */
    public Conversation(int number, Segment first) {
        this(number, Sighting.of(first), null);
    }

    Conversation(int number, Sighting first, Rows rows) {
        this.number = number;
        this.rows = rows;
        tcp = first.tcp;
        // who answers a SYN is the server, also when its question was not captured
        boolean answer = first.isSyn() && first.isAck() && first.error == null;
        Endpoint source = first.source();
        Endpoint destination = first.destination();
        client = answer ? destination : source;
        server = answer ? source : destination;
        clientHigh = answer ? first.destinationHigh : first.sourceHigh;
        clientLow = answer ? first.destinationLow : first.sourceLow;
        clientPort = client.port();
        start = first.sinceEpoch();
        observer = tcp ? new TcpObserver(first, client.equals(server)) : null;
    }

    public int number() {
        return number;
    }

    boolean isTcp() {
        return tcp;
    }

    public Endpoint client() {
        return client;
    }

    public Endpoint server() {
        return server;
    }

    TcpState leftAtStart() {
        return observer.leftAtStart();
    }

    TcpState rightAtStart() {
        return observer.rightAtStart();
    }

    /** The state in which the client's end is now. */
    public TcpState leftState() {
        return observer.left().state;
    }

    /** The server's. */
    public TcpState rightState() {
        return observer.right().state;
    }

    /** Packets of it, shown or not. */
    long packets() {
        return packets;
    }

    /** Bytes of data from the client, each once. */
    long bytesRight() {
        return bytes[0];
    }

    /** Bytes of data from the server, each once. */
    long bytesLeft() {
        return bytes[1];
    }

    /** Bytes that the client sent again. */
    long againRight() {
        return again[0];
    }

    /** Bytes that the server sent again. */
    long againLeft() {
        return again[1];
    }

    /** True if nothing more is to come: both ends have closed. */
    boolean hasEnded() {
        return tcp && isEnd(leftState()) && isEnd(rightState()) && packets > 1;
    }

    private static boolean isEnd(TcpState state) {
        return state == TcpState.CLOSED || state == TcpState.TIME_WAIT || state == TcpState.LISTEN;
    }

    /** True if a SYN begins another connection between the same ports. */
    public boolean isOver(Segment next) {
        return isOver(Sighting.of(next));
    }

    boolean isOver(Sighting next) {
        if (!tcp || next.error != null || !next.isSyn() || next.isAck()) return false;
        return observer.isOver(next, isFromClient(next));
    }

    /** True if the numbers of a segment are none that these ends could use now. */
    boolean isStrange(Sighting segment) {
        return tcp && segment.error == null && observer.isStrange(segment, isFromClient(segment));
    }

    boolean isFromClient(Sighting segment) {
        return segment.sourcePort == clientPort
                && segment.sourceLow == clientLow
                && segment.sourceHigh == clientHigh;
    }

    /** Adds a segment that is only to be looked at. */
    public void add(Segment segment, boolean ignored) {
        add(Sighting.of(segment));
    }

    /** Adds a packet. */
    void add(Sighting packet) {
        packets++;
        take(packet, rows == null ? Rows.NONE : newRow());
    }

    /** Adds a row for a packet that comes in fragments; it is filled in when they are there. */
    int begin(Sighting packet, int fragments) {
        packets += fragments;
        int row = newRow();
        show(row, packet);
        mean(row, 0, 0);
        return row;
    }

    /** Adds a fragment, or a copy of one, of a packet that has its row. */
    void addFragment() {
        packets++;
    }

    private int newRow() {
        lastRow = rows.add(lastRow);
        if (firstRow == Rows.NONE) firstRow = lastRow;
        shown++;
        return lastRow;
    }

    private void show(int row, Sighting packet) {
        // an error goes back to who sent what it quotes
        boolean toRight = isFromClient(packet) == (packet.error == null);
        rows.put(row, packet.sinceEpoch() - start, packet, toRight);
    }

    private void mean(int row, int remarks, long gap) {
        if (row == Rows.NONE) return;
        TcpState left = tcp ? observer.left().state : TcpState.UNKNOWN;
        TcpState right = tcp ? observer.right().state : TcpState.UNKNOWN;
        rows.mean(row, remarks, gap, left, right);
    }

    /** Takes a packet in; its row may have been begun before. */
    void take(Sighting packet, int row) {
        boolean fromClient = isFromClient(packet);
        if (row != Rows.NONE) show(row, packet);
        if (packet.error != null) {
            if (tcp) observer.error(packet, fromClient);
            mean(row, Remark.ERROR.bit(), 0);
            return;
        }
        int side = fromClient ? 0 : 1;
        if (!tcp) {
            bytes[side] += packet.length;
            mean(row, 0, 0);
            return;
        }
        observer.observe(packet, fromClient);
        bytes[side] += observer.fresh();
        again[side] += observer.again();
        // of what was not there whole, only that is told: it was given up late
        boolean whole = packet.missing == 0;
        mean(row, whole ? observer.remarks() : 0, whole ? observer.gap() : 0);
    }

    /** True if the last segment had nothing to do with the connection. */
    boolean wasIgnored() {
        int ignored = Remark.OUTSIDE.bit() | Remark.RESET_OUTSIDE.bit();
        return tcp && (observer.remarks() & ignored) != 0;
    }

    /** Hands out its rows in their order, all in one object. */
    void forEach(Consumer<Row> action) {
        Row row = new Row();
        long left = tcp ? observer.left().initial() : 0;
        long right = tcp ? observer.right().initial() : 0;
        for (int at = firstRow; at != Rows.NONE; at = rows.next(at)) {
            rows.read(at, row, left, right);
            if (!tcp) {
                row.left = null;
                row.right = null;
            } else {
                // what an end was before its first word shows only then
                if (row.left == TcpState.UNKNOWN) row.left = leftAtStart();
                if (row.right == TcpState.UNKNOWN) row.right = rightAtStart();
            }
            action.accept(row);
        }
    }

    int lastRow() {
        return lastRow;
    }

    /** Takes one of its rows out. */
    void read(int at, Row out) {
        rows.read(
                at, out, tcp ? observer.left().initial() : 0, tcp ? observer.right().initial() : 0);
    }

    /** False when it has been drawn. */
    boolean hasRows() {
        return firstRow != Rows.NONE;
    }

    /** Gives its rows back: it has been drawn. */
    void drop() {
        rows.free(firstRow, lastRow, shown);
        firstRow = Rows.NONE;
        lastRow = Rows.NONE;
    }
}
