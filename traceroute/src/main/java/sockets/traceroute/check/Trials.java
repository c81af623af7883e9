package sockets.traceroute.check;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** The runs of a check: each is begun once, and looked at by all who ask for it. */
final class Trials {
    private final Runner runner;
    private final Map<Trial, FutureTask<Outcome>> begun = new EnumMap<>(Trial.class);

    Trials(Runner runner) {
        this.runner = runner;
    }

    /** Begins some that will be asked for. */
    void begin(Collection<Trial> trials) {
        for (Trial trial : trials) begun.computeIfAbsent(trial, runner::start);
    }

    /** Waits for one. */
    Outcome run(Trial trial) throws IOException {
        return Runner.get(begun.computeIfAbsent(trial, runner::start));
    }

    /** Makes one once more, in the place of the first. */
    Outcome again(Trial trial) throws IOException {
        begun.remove(trial);
        return run(trial);
    }
}
