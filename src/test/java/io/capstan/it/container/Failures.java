package io.capstan.it.container;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployer;

/** Deployments that are meant to fail, and what the server said about it. */
public final class Failures {

    private Failures() {}

    /**
     * Deploys an archive that must not start, and returns all that the server reported: the messages of the whole chain
     * of causes, one per line. The deployment is one with {@code managed = false}.
     *
     * @throws AssertionError if the archive starts; it is undeployed again
     */
    public static String of(Deployer deployer, String deployment) {
        try {
            deployer.deploy(deployment);
        } catch (Throwable failure) {
            return messages(failure);
        }
        deployer.undeploy(deployment);
        throw new AssertionError(deployment + " should have failed, but started");
    }

    private static String messages(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause = failure; cause != null && messages.size() < 20; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return String.join("\n", messages);
    }
}
