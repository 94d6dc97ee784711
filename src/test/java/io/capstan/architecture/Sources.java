package io.capstan.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the rules are checked on: the compiled classes, and the source files where only they can tell. */
final class Sources {
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.capstan");
    static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.capstan");

    private static final Path ROOT = Path.of("src/main/java");

    private Sources() {}

    /** The directories below src/main/java that have Java files. */
    static List<Path> packages() {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isDirectory)
                    .filter(directory -> !files(directory).isEmpty())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The Java files of the package itself, without those of its sub-packages. */
    static List<Path> files(String packageName) {
        return files(ROOT.resolve(packageName.replace('.', '/')));
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
