package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeanListsTest {
    private static final ClassLoader LOADER = BeanListsTest.class.getClassLoader();

    private static Set<String> annotated(boolean demo) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.capstan").stream()
                        .filter(type -> type.getPackageName().startsWith("io.capstan.demo") == demo)
                        .filter(type -> !type.isInterface() && isBean(type))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isBean(JavaClass type) {
        return type.isAnnotatedWith(ApplicationScoped.class)
                || type.isMetaAnnotatedWith(NormalScope.class)
                || type.isAnnotatedWith(Dependent.class)
                || type.isAnnotatedWith(Interceptor.class)
                || type.isMetaAnnotatedWith(Stereotype.class);
    }

    @Test
    @DisplayName("framework.beans names exactly the annotated bean classes of the framework")
    void framework() {
        Set<String> listed =
                BeanLists.framework(LOADER).stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(annotated(false), listed);
        assertTrue(listed.size() >= 5, "nothing was found");
    }

    @Test
    @DisplayName("what stands in an archive with a beans.xml is left to the container")
    void searched() {
        assertTrue(BeanLists.unlisted(LOADER).stream()
                .noneMatch(type -> BeanLists.framework(LOADER).contains(type)));
    }
}
