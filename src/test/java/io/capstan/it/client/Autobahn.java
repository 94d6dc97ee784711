package io.capstan.it.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The Autobahn test suite's fuzzing client against an echo at any address: sections 1 to 7 and 10, 247 cases. It runs
 * by Jython in a process of its own; the jars stand in the directory that the system property {@code
 * capstan.autobahn.jars} names, {@code target/autobahn-jars} by default. The report of every case stays in the output
 * directory, {@code index.html} first.
 */
public final class Autobahn {

    /** How many cases {@link #run} runs. */
    public static final int CASES = 247;

    private static final String SECTIONS = "1.*,2.*,3.*,4.*,5.*,6.*,7.*,10.*";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /**
     * The cases in which something wrong follows a good message at once. Where handlers run on worker threads, the engine
     * may say 1002 before the answer to the good message is written, whoever wrote the handler: now one of these is not
     * strict, now another.
     */
    private static final Set<String> OVERTAKEN =
            Set.of("3.2", "3.3", "3.4", "4.1.3", "4.1.4", "4.1.5", "4.2.3", "4.2.4", "4.2.5", "5.15");

    private static final Set<String> GOOD = Set.of("OK", "INFORMATIONAL");

    private Autobahn() {}

    /** Runs all cases against a ws or http address, and reads the verdicts. */
    public static Report run(URI uri, String agent, Path outdir) {
        Path jars = Path.of(System.getProperty("capstan.autobahn.jars", "target/autobahn-jars"));
        String url = uri.toString().replaceFirst("^http", "ws");
        List<String> command = List.of(
                ChildProcess.java(),
                "-Xmx1g",
                "-Dpython.cachedir.skip=true",
                "-cp",
                jars.toAbsolutePath() + "/*",
                "org.python.util.jython",
                Path.of("src/test/autobahn/fuzz.py").toAbsolutePath().toString(),
                url,
                agent,
                outdir.toAbsolutePath().toString(),
                SECTIONS);
        try (ChildProcess fuzzer = ChildProcess.start(Path.of("").toAbsolutePath(), command)) {
            Files.createDirectories(outdir);
            Files.deleteIfExists(outdir.resolve("index.json"));
            int exit = fuzzer.awaitExit(LIMIT);
            Path index = outdir.resolve("index.json");
            if (exit != 0 || !Files.exists(index)) {
                throw new AssertionError("The fuzzer ended with " + exit + "\n" + fuzzer.output());
            }
            return Report.read(index, agent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the fuzzer thinks of one case: of the messages, and of the way the connection was closed. */
    public record Verdict(String behavior, String close) {}

    /**
     * All verdicts.
     *
     * @param cases by the number of the case, as {@code 6.4.2}
     */
    public record Report(String agent, Map<String, Verdict> cases) {

        /** The cases that are neither fine, nor informational, nor merely not strict; also those closed wrongly. */
        public Set<String> failed() {
            return where(verdict ->
                    !GOOD.contains(verdict.behavior()) && !verdict.behavior().equals("NON-STRICT")
                            || !GOOD.contains(verdict.close()));
        }

        /** The cases in which the server was right in the end, but later than it could have been. */
        public Set<String> nonStrict() {
            return where(verdict -> verdict.behavior().equals("NON-STRICT"));
        }

        /** The cases that are not strict here but are on the bare engine, those left out in which chance decides. */
        public Set<String> lessStrictThan(Report bare) {
            Set<String> less = new TreeSet<>(nonStrict());
            less.removeAll(bare.nonStrict());
            less.removeAll(OVERTAKEN);
            return less;
        }

        @Override
        public String toString() {
            Map<String, Long> counts = cases.values().stream()
                    .collect(Collectors.groupingBy(Verdict::behavior, TreeMap::new, Collectors.counting()));
            return agent + ": " + cases.size() + " cases " + counts + ", failed " + failed() + ", not strict "
                    + nonStrict();
        }

        private Set<String> where(Predicate<Verdict> wanted) {
            return cases.entrySet().stream()
                    .filter(entry -> wanted.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static Report read(Path index, String agent) throws IOException {
            try (Reader text = Files.newBufferedReader(index);
                    JsonReader json = Json.createReader(text)) {
                Map<String, Verdict> cases = new TreeMap<>();
                json.readObject().getJsonObject(agent).forEach((number, value) -> {
                    JsonObject found = value.asJsonObject();
                    cases.put(number, new Verdict(found.getString("behavior"), found.getString("behaviorClose")));
                });
                return new Report(agent, cases);
            }
        }
    }
}
