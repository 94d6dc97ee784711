package io.capstan.it.container;

import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * One server for all classes that a JVM runs, although each of two JVMs gets its classes one by one.
 *
 * <p>Each class is then a run of its own for JUnit, at whose end Arquillian would stop the server, and start another one for
 * the next. What would stop it is taken out of the run and kept until the JVM has no more classes; Arquillian, which looks
 * there too, goes on with it. After a failure the server is stopped all the same, so that one that has gone bad spoils
 * nothing else, and what is asked once more finds a fresh one.
 */
public final class KeptServer implements AfterAllCallback, TestWatcher {
    /** Where Arquillian has what stands for its suite, and under which key. */
    private static final Namespace ARQUILLIAN = Namespace.create("arquillianNamespace");

    private static final String SUITE = "testRunnerManager";

    /** How often a failure gets a fresh server; where servers do not start at all, the rest fails without another try. */
    private static final int FRESH_ONES = 5;

    /** Of this JVM. Classes run one after the other. */
    private static int freshOnes;

    private boolean failed;

    /** Found by JUnit through {@code META-INF/services}, for each class of tests. */
    public KeptServer() {}

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed = true;
    }

    /** After Arquillian, which has undeployed what the class deployed. */
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (!runsOnHost(context.getRequiredTestClass())) {
            return;
        }
        Store run = context.getRoot().getStore(ARQUILLIAN);
        Store kept = context.getStore(StoreScope.LAUNCHER_SESSION, ARQUILLIAN);
        AutoCloseable suite = run.remove(SUITE, AutoCloseable.class);
        if (suite == null) {
            suite = kept.remove(SUITE, AutoCloseable.class);
        }
        if (suite == null) {
            throw new IllegalStateException(
                    "Arquillian has its suite somewhere else, and starts a server for each class");
        }
        boolean suspect = failed || context.getExecutionException().isPresent();
        failed = false;
        if (suspect && freshOnes < FRESH_ONES) {
            freshOnes++;
            suite.close();
        } else {
            kept.put(SUITE, suite);
        }
    }

    private static boolean runsOnHost(Class<?> type) {
        return AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream()
                .flatMap(each -> Stream.of(each.value()))
                .anyMatch(ArquillianExtension.class::equals);
    }
}
