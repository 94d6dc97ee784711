package io.capstan.it.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;

/**
 * A WAR unpacked to a temporary directory, for a server that shares our class path.
 *
 * <p>The classes of the archive are those of the tests themselves, so that a test can look into a component's static
 * state; only resources, and libraries other than the framework, come from the archive.
 */
final class ExplodedWar implements AutoCloseable {
    private final String contextPath;
    private final Path root;
    private final URLClassLoader classLoader;
    private final List<Class<?>> classes = new ArrayList<>();

    private ExplodedWar(String contextPath, Path root, URLClassLoader classLoader) {
        this.contextPath = contextPath;
        this.root = root;
        this.classLoader = classLoader;
    }

    static ExplodedWar of(Archive<?> archive) throws IOException, ClassNotFoundException {
        Path parent = Files.createTempDirectory("capstan-war");
        String name = archive.getName().replaceFirst("\\.war$", "");
        Path root = archive.as(ExplodedExporter.class)
                .exportExploded(parent.toFile(), "app")
                .toPath();
        Path webInf = parent.resolve("WEB-INF");
        if (Files.isDirectory(root.resolve("WEB-INF"))) {
            Files.move(root.resolve("WEB-INF"), webInf);
        }
        Path classesDirectory = webInf.resolve("classes");
        List<String> names = new ArrayList<>(classNames(classesDirectory));
        List<URL> urls = new ArrayList<>();
        urls.add(classesDirectory.toUri().toURL());
        for (Path library : files(webInf.resolve("lib"))) {
            if (!isFramework(library)) {
                urls.add(library.toUri().toURL());
                names.addAll(beanNames(library));
            }
        }
        ClassLoader tests = ExplodedWar.class.getClassLoader();
        ExplodedWar war = new ExplodedWar("/" + name, root, new URLClassLoader(name, urls.toArray(URL[]::new), tests));
        for (String className : names) {
            war.classes.add(Class.forName(className, false, war.classLoader));
        }
        return war;
    }

    private static boolean isFramework(Path library) {
        String name = library.getFileName().toString();
        return name.equals(Wars.FRAMEWORK) || name.matches("capstan-.*-classes\\.jar");
    }

    String contextPath() {
        return contextPath;
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    List<Class<?>> classes() {
        return classes;
    }

    /** The directory of the static files. What was in WEB-INF is elsewhere. */
    Path staticFiles() {
        return root;
    }

    @Override
    public void close() throws IOException {
        classLoader.close();
        try (Stream<Path> all = Files.walk(root.getParent())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<String> classNames(Path directory) {
        return files(directory).stream()
                .map(file -> directory.relativize(file).toString().replace(File.separatorChar, '/'))
                .flatMap(file -> className(file).stream())
                .toList();
    }

    /** A library takes part if it is a bean archive, as on the other hosts. */
    private static List<String> beanNames(Path library) {
        try (JarFile jar = new JarFile(library.toFile())) {
            return jar.getEntry("META-INF/beans.xml") == null
                    ? List.of()
                    : jar.stream()
                            .flatMap(entry -> className(entry.getName()).stream())
                            .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A test class is in the archive for the sake of its nested classes only. */
    private static Optional<String> className(String file) {
        boolean isClass = file.endsWith(".class") && !file.endsWith("-info.class") && !file.endsWith("IT.class");
        return isClass ? Optional.of(file.substring(0, file.length() - 6).replace('/', '.')) : Optional.empty();
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
