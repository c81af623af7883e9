package sockets.chat.check;

import java.net.InetSocketAddress;
import sockets.chat.profile.Profile;
import sockets.harness.check.Probe;
import sockets.harness.check.ServerProcess;

/**
 * The server that the probes are put to.
 *
 * @param process the server if check started it, else null
 * @param profile how it speaks
 * @param prompts what it puts before a line, as far as it is known by now
 */
record Examinee(InetSocketAddress server, ServerProcess process, Profile profile, Prompts prompts) {
    Examinee(InetSocketAddress server, ServerProcess process, Profile profile) {
        this(server, process, profile, new Prompts());
    }

    /** A probe with so many clients, who hear each other when it begins. */
    Probe.Body among(int clients, Crowd.Question question) {
        return deadline -> {
            try (Crowd crowd = new Crowd(this, clients, deadline)) {
                return crowd.ask(question);
            }
        };
    }
}
