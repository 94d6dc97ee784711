package io.capstan.component;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Methods and parameters as their author would write them, for messages. */
final class Signature {
    private Signature() {}

    /** {@code onMessage(Connection, String)}. */
    static String of(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    /** {@code com.example.Chat.onMessage(Connection, String)}. */
    static String full(Method method) {
        return method.getDeclaringClass().getName() + "." + of(method);
    }

    /** {@code parameter 2 'String text'}. */
    static String of(Parameter parameter) {
        int index = Arrays.asList(parameter.getDeclaringExecutable().getParameters())
                .indexOf(parameter);
        return "parameter " + (index + 1) + " '" + parameter.getType().getSimpleName() + " " + parameter.getName()
                + "'";
    }
}
