package io.capstan.it.container;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ClassAsset;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.JsonWebKey;
import org.slf4j.Logger;

/**
 * Somebody's own WAR with Capstan in it, as a user would build it: a few classes, the jars of Capstan and WildFly's descriptor.
 *
 * <p>The archive is the same on all hosts. The embedded one, whose class path has the framework already, skips the jar.
 */
public final class Wars {
    /** Where the framework is in each archive. */
    static final String FRAMEWORK = "capstan-classes.jar";

    /** The descriptor of the project's own WAR, with which WildFly lets Capstan use the fast wire. */
    private static final File FAST_ON_WILDFLY = new File("src/main/webapp/WEB-INF/jboss-deployment-structure.xml");

    private Wars() {}

    /** A WAR with these classes, their nested classes and the framework, mounted at {@code /name}. */
    public static WebArchive of(String name, Class<?>... classes) {
        return bare(name, classes).addAsWebInfResource(FAST_ON_WILDFLY, "jboss-deployment-structure.xml");
    }

    /** A WAR with these classes and the framework, without any descriptor. */
    public static WebArchive bare(String name, Class<?>... classes) {
        return plain(name, classes).addAsLibrary(frameworkJar(), FRAMEWORK);
    }

    /** The WAR with the libraries that only JSON Web Tokens need. */
    public static WebArchive withTokens(WebArchive war) {
        return war.addAsLibraries(jarOf(JsonWebKey.class), jarOf(Logger.class));
    }

    /**
     * The WAR with a login of the container's by BASIC, where the host has one: WildFly's own users, or on Payara a bean.
     *
     * @param logins what says on Payara who may log in
     */
    public static WebArchive withLogin(WebArchive war, Class<?> logins) {
        return switch (Host.current()) {
            case PAYARA -> war.addClass(logins);
            case WILDFLY -> war.setWebXML(new StringAsset("""
                    <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                      <login-config>
                        <auth-method>BASIC</auth-method>
                        <realm-name>ApplicationRealm</realm-name>
                      </login-config>
                    </web-app>
                    """));
            case EMBEDDED -> war;
        };
    }

    /** A WAR that does not know Capstan. */
    public static WebArchive plain(String name, Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war").addClasses(classes);
        for (Class<?> each : classes) {
            addEnclosing(war, each);
        }
        return war;
    }

    /** Payara deploys no nested class whose enclosing class, mostly the test, is missing: that one, no more. */
    private static void addEnclosing(WebArchive war, Class<?> nested) {
        for (Class<?> each = nested.getEnclosingClass(); each != null; each = each.getEnclosingClass()) {
            String path = "WEB-INF/classes/" + each.getName().replace('.', '/') + ".class";
            if (!war.contains(path)) {
                war.add(new ClassAsset(each), path);
            }
        }
    }

    /** The WAR with an empty {@code WEB-INF/beans.xml}, for those that want one. */
    public static WebArchive withBeansXml(WebArchive war) {
        return war.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    /** The WAR with these lines as its MicroProfile configuration. */
    public static WebArchive withConfiguration(WebArchive war, String... lines) {
        StringAsset properties = new StringAsset(String.join("\n", lines) + "\n");
        return war.addAsResource(properties, "META-INF/microprofile-config.properties");
    }

    /** The project's own WAR, as it stands. */
    public static WebArchive own() {
        File file = new File(System.getProperty("capstan.war", "target/capstan.war"));
        return ShrinkWrap.createFromZipFile(WebArchive.class, file);
    }

    /** A library that comes along with the framework. */
    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static File frameworkJar() {
        Path jar = Path.of(System.getProperty("capstan.classes.jar", "target/capstan-0.1.0-SNAPSHOT-classes.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: run mvn -DskipTests package first");
        }
        return jar.toFile();
    }
}
