package sockets.sniffer.flow;

/** A packet on its way between two ends, as their captures have it: a row of the ladder of both. */
final class Crossing {
    private final TwoCaptures captures;

    /** Null where the left capture does not have it. */
    final SeenPacket left;

    final SeenPacket right;
    final boolean toRight;

    /** What became of it, if only one capture has it; else empty. */
    String fate = "";

    boolean lost;

    /** State of the left end behind it, as its own capture tells; null for UDP. */
    TcpState leftState;

    TcpState rightState;

    Crossing(TwoCaptures captures, SeenPacket left, SeenPacket right) {
        this.captures = captures;
        this.left = left;
        this.right = right;
        toRight = captures.isLeft(any());
    }

    SeenPacket any() {
        return left == null ? right : left;
    }

    SeenPacket sent() {
        return toRight ? left : right;
    }

    SeenPacket got() {
        return toRight ? right : left;
    }

    private SeenPacket told() {
        return sent() == null ? got() : sent();
    }

    /** When it was sent, by the clock of the left capture. */
    long time() {
        return told() == left ? left.nanos : rightTime();
    }

    long leftTime() {
        return left.nanos;
    }

    /** By the left clock. */
    long rightTime() {
        return captures.onLeftClock(right);
    }

    boolean isClientLeft() {
        boolean left = toRight == any().fromClient;
        // an error goes back to who sent what it quotes
        return any().key.error() == null ? left : !left;
    }

    /** What became of it, and what is remarkable besides. */
    String remark() {
        String remark = fate.startsWith("copied") ? "" : told().remark;
        if (fate.isEmpty()) return remark;
        return fate + (remark.isEmpty() ? "" : ", " + remark);
    }

    boolean isAlarming() {
        return !fate.isEmpty() || told().alarming;
    }
}
