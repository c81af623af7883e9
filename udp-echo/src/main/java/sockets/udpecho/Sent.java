package sockets.udpecho;

/** A message that was sent, and what became of it. */
final class Sent {
    /** WAITING for its answer; ANSWERED in time; LOST: nobody waits for it any more. */
    enum State {
        WAITING,
        ANSWERED,
        LOST
    }

    final byte[] message;
    State state = State.WAITING;

    /** When it left, System.nanoTime(); the last time if it was sent again. */
    long time;

    Sent(byte[] message) {
        this.message = message;
    }
}
