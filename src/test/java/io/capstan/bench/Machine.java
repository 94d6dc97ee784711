package io.capstan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine on which all of it runs, in one sentence. */
final class Machine {

    private Machine() {}

    static String description() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GB of memory, %s %s, JDK %s",
                Runtime.getRuntime().availableProcessors(),
                value("/proc/cpuinfo", "model name", "unknown processor"),
                Long.parseLong(value("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "")) / 1e6,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String value(String file, String key, String fallback) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(fallback);
        } catch (IOException absent) {
            return fallback;
        }
    }
}
