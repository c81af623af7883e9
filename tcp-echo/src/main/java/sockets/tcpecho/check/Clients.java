package sockets.tcpecho.check;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;
import sockets.harness.check.Lap;
import sockets.harness.check.Pace;
import sockets.harness.check.Verdict;

/** The clients of a probe, with what each of them has sent; closed together. */
final class Clients implements Closeable {
    /**
     * So many ask a slow server together, or it would take too long. More than a short queue holds:
     * those that the kernel drops from it try again after 1 s and 3 s.
     */
    private static final int GROUP = 8;

    /** Seconds for those. */
    static final double RETRIES = 5;

    private final Answers answers;
    private final Tolerance tolerance;
    private final Pace pace;
    private final List<TcpPeer> peers = new ArrayList<>();
    private final List<ByteArrayOutputStream> sent = new ArrayList<>();
    private final List<Integer> messages = new ArrayList<>();

    Clients(Answers answers, Tolerance tolerance, Pace pace) {
        this.answers = answers;
        this.tolerance = tolerance;
        this.pace = pace;
    }

    /**
     * Connects one client after the other, each answered before the next: so none has to find a
     * place in a short queue. The first that is not answered is judged.
     */
    Verdict gather(int size, Deadline deadline) throws IOException {
        while (peers.size() < size) {
            int from = peers.size();
            int group = pace.isSlow() ? Math.min(GROUP, size - from) : 1;
            Lap lap = deadline.lap();
            for (int i = from; i < from + group; i++) {
                add().connect(deadline);
                // a server that answers once has no answer to spare
                if (!tolerance.once()) send(i, answers.message("client " + i), deadline);
            }
            for (int i = from; i < from + group && !tolerance.once(); i++) {
                double patience = group == 1 ? pace.patience() : RETRIES;
                Verdict verdict = judge(i, deadline, patience);
                if (verdict.failed()) return told(i, verdict);
                if (i == from) pace.saw(lap);
            }
        }
        return Verdict.pass();
    }

    int size() {
        return peers.size();
    }

    TcpPeer peer(int client) {
        return peers.get(client);
    }

    /** All that a client has sent. */
    byte[] sent(int client) {
        return sent.get(client).toByteArray();
    }

    /** One more, which begins to connect. */
    TcpPeer add() throws IOException {
        TcpPeer peer = answers.client(0);
        peers.add(peer);
        sent.add(new ByteArrayOutputStream());
        messages.add(0);
        return peer;
    }

    /** Waits for the connection of a client; false if it is not there in time. */
    boolean isConnected(int client, Deadline deadline) throws IOException {
        try {
            peers.get(client).connect(deadline);
            return true;
        } catch (IOException e) {
            if (Reason.of(e) == Reason.ETIMEDOUT) return false;
            throw e;
        }
    }

    /** Sends a message, which may be answered behind a prefix. */
    void send(int client, byte[] bytes, Deadline deadline) throws IOException {
        sent.get(client).writeBytes(bytes);
        messages.set(client, messages.get(client) + 1);
        exchange(client, bytes, 0, deadline, pace.patience());
    }

    private void exchange(int client, byte[] bytes, long total, Deadline deadline, double patience)
            throws IOException {
        try {
            peers.get(client).exchange(bytes, total, deadline, patience);
        } catch (IOException e) {
            throw new Failure("client " + (client + 1), "", e);
        }
    }

    /** Receives until a client has all that it sent, or nothing comes any more. */
    Verdict judge(int client, Deadline deadline) throws IOException {
        return judge(client, deadline, pace.patience());
    }

    /** The same with another patience, in seconds. */
    Verdict judge(int client, Deadline deadline, double patience) throws IOException {
        byte[] wanted = sent(client);
        long total = answers.expected(wanted.length, messages.get(client));
        do exchange(client, new byte[0], total, deadline, patience);
        while (!isComplete(client, total) && !deadline.passed() && takeOthers() > 0);
        return answers.judge(wanted, peers.get(client));
    }

    private boolean isComplete(int client, long total) {
        return peers.get(client).size() >= total || peers.get(client).isEnded();
    }

    /** As long as others get something the server is busy, not silent. */
    private int takeOthers() throws IOException {
        int taken = 0;
        for (TcpPeer peer : peers) if (peer.isOpen()) taken += peer.take();
        return taken;
    }

    /** A verdict, with the client that it is about. */
    static Verdict told(int client, Verdict verdict) {
        return verdict.of("client " + (client + 1));
    }

    @Override
    public void close() throws IOException {
        for (TcpPeer peer : peers) peer.close();
    }
}
