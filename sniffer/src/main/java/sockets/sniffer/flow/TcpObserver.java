package sockets.sniffer.flow;

import sockets.packet.TcpHeader;
import sockets.sniffer.flow.Transitions.Event;

/**
 * Both ends of a connection, as an observer on the wire infers them (RFC 9293). What is seen is
 * taken to arrive; what an end sends shows what it has got before, whether that was captured or
 * not. {@link Transitions} has the states, this class what counts as an event, {@link TcpRemarks}
 * what is said of a segment.
 */
final class TcpObserver {
    /** Farther from what is expected nothing of this connection can be: RFC 7323, 2.3. */
    private static final long FAR = 1L << 30;

    private final TcpEnd left;
    private final TcpEnd right;
    private TcpState leftAtStart;
    private TcpState rightAtStart = TcpState.UNKNOWN;
    private final TcpRemarks remarks = new TcpRemarks();

    /**
     * @param toItself true if both ends are one: a program that has connected to its own port
     */
    TcpObserver(Sighting first, boolean toItself) {
        boolean opens = first.isSyn() && first.error == null;
        boolean answer = opens && first.isAck();
        if (opens) {
            leftAtStart = answer ? TcpState.SYN_SENT : TcpState.CLOSED;
            if (answer) rightAtStart = TcpState.LISTEN;
        } else {
            leftAtStart = TcpState.UNKNOWN;
        }
        boolean running = !opens && first.error == null;
        left = new TcpEnd(running ? TcpState.ESTABLISHED : leftAtStart);
        if (toItself) rightAtStart = leftAtStart;
        right = toItself ? left : new TcpEnd(running ? TcpState.ESTABLISHED : rightAtStart);
    }

    TcpEnd left() {
        return left;
    }

    TcpEnd right() {
        return right;
    }

    TcpState leftAtStart() {
        return leftAtStart;
    }

    /** Known only when it has answered. */
    TcpState rightAtStart() {
        return rightAtStart;
    }

    /** Bits of {@link Remark} for the last segment. */
    int remarks() {
        return remarks.bits();
    }

    /** The bytes missing before it. */
    long gap() {
        return remarks.gap();
    }

    /** How many bytes of data it brought that had not been seen. */
    long fresh() {
        return remarks.fresh();
    }

    /** How many bytes of data it brought again. */
    long again() {
        return remarks.again();
    }

    /** True if the segment cannot belong to what these ends have said before. */
    boolean isStrange(Sighting segment, boolean toRight) {
        TcpEnd sender = toRight ? left : right;
        TcpEnd receiver = toRight ? right : left;
        if (sender.isNumbered()
                && Math.abs(sender.relative(segment.sequence) - sender.next) > 1 << 20) return true;
        if (!segment.isAck() || !receiver.isNumbered()) return false;
        long behind = receiver.relative(segment.acknowledgement);
        return behind < 0 || behind > receiver.next + (1 << 20);
    }

    /** True if a bare SYN begins another connection between the same ports. */
    boolean isOver(Sighting syn, boolean toRight) {
        TcpEnd sender = toRight ? left : right;
        TcpEnd receiver = toRight ? right : left;
        if (!sender.isNumbered()) {
            // 3.5: both may begin at once; and who was refused by a reset may begin again
            boolean begun = receiver.isNumbered() && receiver.state != TcpState.SYN_SENT;
            return begun || sender.state != TcpState.UNKNOWN;
        }
        long start = sender.relative(syn.sequence);
        if (start == 0) return false;
        boolean late = !sender.synSeen && start < 0 && start + syn.length == 0;
        return !late;
    }

    /** Takes a segment in; what it means is asked for afterwards. */
    void observe(Sighting segment, boolean toRight) {
        remarks.clear();
        TcpEnd sender = toRight ? left : right;
        TcpEnd receiver = toRight ? right : left;
        if (segment.has(TcpHeader.RST)) {
            reset(segment, sender, receiver);
            sender.seen = true;
            return;
        }
        if (isFar(segment, sender, receiver)) {
            remarks.mark(Remark.OUTSIDE);
            return;
        }
        boolean goesOn = segment.isSyn() ? opens(segment, sender, receiver) : true;
        if (goesOn) takes(segment, sender, receiver);
        sender.seen = true;
    }

    private static boolean isFar(Sighting segment, TcpEnd sender, TcpEnd receiver) {
        if (segment.isSyn()) return false;
        boolean far =
                sender.seen
                        && sender.isNumbered()
                        && Math.abs(sender.relative(segment.sequence) - sender.next) > FAR;
        return far
                || segment.isAck()
                        && receiver.seen
                        && receiver.isNumbered()
                        && receiver.relative(segment.acknowledgement) > receiver.next + FAR;
    }

    /** An ICMP error about a segment that the sender has sent. */
    void error(Sighting error, boolean toRight) {
        remarks.clear();
        remarks.mark(Remark.ERROR);
        TcpEnd sender = toRight ? left : right;
        TcpEnd receiver = toRight ? right : left;
        // RFC 5927: it must quote what has been sent
        boolean ours = !error.quotesSequence || sender.relative(error.sequence) == 0;
        if (!error.hardError || !sender.isNumbered() || !ours) return;
        sender.does(Event.GETS_HARD_ERROR);
        if (receiver.state == TcpState.UNKNOWN && error.fromDestination)
            answers(receiver, TcpState.CLOSED);
    }

    /** The first word of an end tells what it was before. */
    private void answers(TcpEnd end, TcpState before) {
        if (end.state != TcpState.UNKNOWN) return;
        end.state = before;
        if (end == right) rightAtStart = before;
        else leftAtStart = before;
    }

    /** 3.10.7.2 to 3.10.7.4, the check of RST; 3.5.3: a reset counts in the window only. */
    private void reset(Sighting segment, TcpEnd sender, TcpEnd receiver) {
        boolean accepted = isResetAccepted(segment, sender, receiver);
        boolean running = receiver.isNumbered() && receiver.state != TcpState.UNKNOWN;
        // 3.10.7.3: the answer to an ACK of another connection does not end the attempt
        boolean stale =
                sender.state == TcpState.SYN_SENT
                        && sender.relative(segment.sequence) != sender.next;
        remarks.mark(accepted || !running ? Remark.RESET : Remark.RESET_OUTSIDE);
        if (accepted) receiver.does(Event.GETS_RST);
        if (!stale && (accepted || !running)) {
            answers(sender, TcpState.CLOSED);
            sender.does(Event.SENDS_RST);
        }
    }

    private static boolean isResetAccepted(Sighting segment, TcpEnd sender, TcpEnd receiver) {
        long acknowledged = receiver.relative(segment.acknowledgement);
        if (receiver.state == TcpState.SYN_SENT)
            return segment.isAck() && acknowledged > 0 && acknowledged <= receiver.next;
        if (!sender.isNumbered() || !receiver.seen) return receiver.state != TcpState.UNKNOWN;
        long start = sender.relative(segment.sequence);
        long expected = sender.received();
        if (start == expected || start == receiver.lastAcknowledgement) return true;
        // a port that has closed answers data that crossed its FIN by the number of the FIN
        if (sender.finDelivered && start == expected - 1) return true;
        return start > expected && start < receiver.edge;
    }

    /** A SYN. False if it is one that has been seen before, which changes nothing. */
    private boolean opens(Sighting segment, TcpEnd sender, TcpEnd receiver) {
        boolean acknowledges = segment.isAck();
        long start = sender.isNumbered() ? sender.relative(segment.sequence) : -1;
        if (sender.synSeen && start == 0) {
            // 3.5, figure 7: the SYN goes once more, now with the ACK of the other one
            if (!acknowledges || sender.synAckSeen) {
                remarks.mark(Remark.RETRANSMISSION);
                remarks.brings(0, segment.length);
                return false;
            }
        } else if (sender.isRefused(segment)) {
            remarks.mark(Remark.RETRANSMISSION);
            return false;
        } else if (sender.synSeen) {
            remarks.mark(Remark.OUTSIDE);
            return false;
        } else if (sender.isNumbered() && !isNew(sender, receiver, start)) {
            // it was sent before what has been seen already
            remarks.mark(Remark.OUT_OF_ORDER);
            if (start < 0) sender.shift(segment.sequence);
            sender.synSeen = true;
            sender.synAckSeen = acknowledges;
            sender.synWithData = segment.length > 0;
            sender.offers(segment, receiver);
            remarks.brings(segment.length, segment.length);
            return false;
        } else {
            sender.begin(segment.sequence);
            // what was known of it is over: there is a listener again
            if (acknowledges && sender.state == TcpState.CLOSED && sender != receiver)
                sender.state = TcpState.LISTEN;
        }
        answers(sender, acknowledges ? TcpState.LISTEN : TcpState.CLOSED);
        remarks.time(segment);
        if (acknowledges) {
            if (!receiver.isNumbered()) receiver.beginBehindSyn(segment.acknowledgement);
            sender.does(Event.SENDS_SYN_ACK);
            long acknowledged = receiver.relative(segment.acknowledgement);
            if (acknowledged > 0 && acknowledged <= receiver.next)
                receiver.does(Event.GETS_SYN_ACK);
        } else {
            boolean both = receiver.state == TcpState.SYN_SENT;
            sender.does(Event.SENDS_SYN);
            receiver.does(Event.GETS_SYN);
            // the other one's SYN is on its way
            if (both) sender.does(Event.GETS_SYN);
        }
        sender.synSeen = true;
        sender.synAckSeen = acknowledges;
        sender.synWithData |= segment.length > 0;
        return true;
    }

    /** True if a SYN with this number begins anew what was only known from acknowledgements. */
    private static boolean isNew(TcpEnd sender, TcpEnd receiver, long start) {
        if (start == 0) return false;
        return sender.seen || receiver.state == TcpState.SYN_SENT || start > 0 || start < -65535;
    }

    /** A segment that counts, in the order of 3.10.7.4. */
    private void takes(Sighting segment, TcpEnd sender, TcpEnd receiver) {
        boolean acknowledges = segment.isAck();
        if (!sender.isNumbered()) sender.beginBehindSyn(segment.sequence);
        if (acknowledges && !receiver.isNumbered())
            receiver.beginBehindSyn(segment.acknowledgement);
        long start = sender.relative(segment.sequence);
        long acknowledged = acknowledges ? receiver.relative(segment.acknowledgement) : -1;
        int size = segment.size();
        if (segment.isSyn()) {
            long fresh = Math.max(0, start + size - sender.next);
            remarks.brings(Math.min(segment.length, fresh), segment.length);
        } else {
            remarks.look(segment, sender, receiver, start, acknowledged);
            shows(segment, sender, receiver, acknowledged);
        }
        if (acknowledges && !receiver.seen) unseenFin(segment, sender, receiver, acknowledged);
        if (acknowledges) acknowledge(segment, sender, receiver, acknowledged);
        send(segment, sender, receiver, start, size, acknowledged);
        if (acknowledges) {
            if (acknowledged > 0 && acknowledged <= receiver.next && !segment.isSyn())
                receiver.does(Event.GETS_ACK_OF_SYN);
            if (receiver.fin >= 0 && acknowledged > receiver.fin)
                receiver.does(Event.GETS_ACK_OF_FIN);
        }
        deliverFin(sender, receiver);
    }

    /** What an end sends shows in which state it must be, although the reason was not captured. */
    private void shows(Sighting segment, TcpEnd sender, TcpEnd receiver, long acknowledged) {
        if (!segment.isAck()) return;
        sender.goOn();
        boolean covers = acknowledged > 0 && (segment.size() > 0 || acknowledged <= receiver.next);
        if (sender.state == TcpState.UNKNOWN) {
            if (covers && receiver.synSeen) {
                // its SYN,ACK is not in the capture, and has arrived
                answers(sender, TcpState.LISTEN);
                receiver.does(Event.GETS_SYN_ACK);
            }
            sender.state = TcpState.ESTABLISHED;
        } else if (sender.state == TcpState.SYN_SENT) {
            if (receiver.state == TcpState.UNKNOWN) {
                answers(receiver, TcpState.LISTEN);
                receiver.does(Event.SENDS_SYN_ACK);
            }
            sender.does(Event.GETS_SYN_ACK);
        } else if (sender.state == TcpState.SYN_RECV) {
            // with Fast Open it may send before the handshake ends (RFC 7413, 4.2)
            boolean early = receiver.synWithData && acknowledged <= receiver.next;
            if (segment.size() > 0 && !early) sender.does(Event.GETS_ACK_OF_SYN);
        }
    }

    /** The sender's acknowledgement: what it has got of the other end's stream. */
    private void acknowledge(Sighting segment, TcpEnd sender, TcpEnd receiver, long acknowledged) {
        boolean stale =
                receiver.state == TcpState.SYN_SENT
                        && receiver.seen
                        && acknowledged > receiver.next
                        && segment.size() == 0;
        if (stale || acknowledged <= receiver.acknowledged) {
            deliverFin(receiver, sender);
            return;
        }
        long news = acknowledged - receiver.next;
        if (news > 0) {
            receiver.holes.add(receiver.next, acknowledged, segment.sinceEpoch());
            receiver.next = acknowledged;
        }
        receiver.acknowledged = acknowledged;
        deliverFin(receiver, sender);
    }

    /**
     * The other end is not in the capture: whether it sent a byte or a FIN only shows by what this
     * end acknowledges. One that it acknowledges by itself, behind its own FIN or just before, is
     * taken for the other one's FIN.
     */
    private static void unseenFin(
            Sighting segment, TcpEnd sender, TcpEnd receiver, long acknowledged) {
        long news = acknowledged - receiver.next;
        boolean alone = segment.size() == 0;
        if (news > 0) receiver.maybeFin = alone && news == 1 ? acknowledged - 1 : -1;
        boolean closes = segment.has(TcpHeader.FIN);
        boolean answers = sender.fin >= 0 && alone;
        boolean one = news == 1 || receiver.maybeFin == acknowledged - 1;
        if (receiver.fin >= 0 || !one || !closes && !answers) return;
        // who has sent its FIN before gets it acknowledged by that of the other end at the latest
        if (answers) sender.does(Event.GETS_ACK_OF_FIN);
        receiver.does(Event.SENDS_FIN);
        receiver.fin = acknowledged - 1;
    }

    /** The sender's numbers, its window, its FIN. */
    private void send(
            Sighting segment,
            TcpEnd sender,
            TcpEnd receiver,
            long start,
            int size,
            long acknowledged) {
        long end = start + size;
        boolean overtaken = size == 0 && start < sender.next && sender.asks == null;
        if (!remarks.has(Remark.KEEP_ALIVE)) {
            if (start > sender.next) sender.holes.add(sender.next, start, segment.sinceEpoch());
            else if (size > 0) sender.holes.fill(start, end);
            if (size > 0 || start > sender.next) sender.next = Math.max(sender.next, end);
        }
        if (segment.has(TcpHeader.FIN) && sender.fin < 0 && size > 0) {
            sender.fin = end - 1;
            boolean crossing = receiver.fin >= 0 && acknowledged <= receiver.fin;
            if (crossing) sender.does(Event.SENDS_CROSSING_FIN);
            sender.does(Event.SENDS_FIN);
        }
        // 3.10.7.4, fifth: SND.WL1, so that an old segment changes no window
        if (overtaken) return;
        sender.offers(segment, receiver);
        if (segment.isAck()) sender.lastAcknowledgement = acknowledged;
    }

    /** 3.10.7.4, eighth: a FIN is processed when everything before it is there. */
    private static void deliverFin(TcpEnd from, TcpEnd to) {
        if (from.fin < 0 || from.finDelivered || from.received() < from.fin) return;
        from.finDelivered = true;
        to.does(Event.GETS_FIN);
    }
}
