package io.capstan.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The beans of the server jar, which are listed in it: it has no {@code beans.xml}, since searching its thousands of
 * classes for a handful of beans would double the time it takes to start.
 */
final class BeanLists {
    private static final String FRAMEWORK = "META-INF/capstan/framework.beans";
    private static final String DEMO = "META-INF/capstan/demo.beans";
    private static final String BEANS_XML = "META-INF/beans.xml";

    private BeanLists() {}

    /** The framework's own beans. */
    static List<Class<?>> framework(ClassLoader classLoader) {
        return read(classLoader, FRAMEWORK);
    }

    /** The beans that the CDI container will not find by itself: those of archives without a {@code beans.xml}. */
    static List<Class<?>> unlisted(ClassLoader classLoader) {
        List<Class<?>> beans = new ArrayList<>();
        for (String list : List.of(FRAMEWORK, DEMO)) {
            if (!isSearched(classLoader, list)) {
                beans.addAll(read(classLoader, list));
            }
        }
        return beans;
    }

    private static boolean isSearched(ClassLoader classLoader, String list) {
        try {
            URL found = classLoader.getResource(list);
            String archive = found == null ? "" : found.toString().replace(list, BEANS_XML);
            return Collections.list(classLoader.getResources(BEANS_XML)).stream()
                    .anyMatch(beansXml -> beansXml.toString().equals(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> read(ClassLoader classLoader, String list) {
        List<Class<?>> classes = new ArrayList<>();
        try (InputStream file = classLoader.getResourceAsStream(list)) {
            if (file == null) {
                return classes;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                classes.add(Class.forName(line.strip(), false, classLoader));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The list " + list + " names a class that is not there.", e);
        }
    }
}
