package io.capstan.bench;

import io.capstan.bench.load.Load;
import io.capstan.bench.load.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Capstan on an engine against the same engine without it, round by round. */
record Contest(Host bare, Host capstan) {

    /** One round of one load. */
    record Round(Load load, Reading bare, Reading capstan) {

        double ratio() {
            return capstan.perSecond() / bare.perSecond();
        }
    }

    /** Starts both servers anew and runs each load on both, one after the other; odd rounds the other way round. */
    List<Round> round(int number, List<Load> loads, Duration warmup, Duration time) throws IOException {
        List<Round> rounds = new ArrayList<>();
        try (RunningServer first = bare.start();
                RunningServer second = capstan.start()) {
            for (Load load : loads) {
                Reading ofBare = null;
                if (number % 2 == 0) {
                    ofBare = load.run(first.uri(), first.pid(), warmup, time);
                }
                Reading ofCapstan = load.run(second.uri(), second.pid(), warmup, time);
                if (ofBare == null) {
                    ofBare = load.run(first.uri(), first.pid(), warmup, time);
                }
                rounds.add(new Round(load, ofBare, ofCapstan));
            }
        }
        return rounds;
    }
}
