package sockets.chat.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import sockets.chat.profile.Profile;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.ServerProcess;

/** The probes H1 to H19: what a chat server does, seen from its clients. */
final class ChatProbes {
    private final Examinee chat;

    /**
     * @param process the server if check started it, else null
     */
    ChatProbes(InetSocketAddress server, ServerProcess process, Profile profile) {
        chat = new Examinee(server, process, profile);
    }

    List<Probe> all() {
        List<Probe> all = new ArrayList<>();
        all.addAll(new MessageProbes(chat).all());
        all.addAll(new NameProbes(chat).all());
        all.addAll(new RobustnessProbes(chat).all());
        all.addAll(new VariantProbes(chat).all());
        return all;
    }

    /** Two fresh clients hear each other. */
    boolean isAlive(Deadline deadline) throws IOException {
        // patience begins when they are connected, which has an end of its own
        try (Crowd crowd = new Crowd(chat, 2, deadline)) {
            return crowd.settle(Crowd.PATIENCE) == null;
        }
    }
}
