package io.capstan.action;

import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.Channels;
import io.capstan.OnAction;
import io.capstan.component.Argument;
import io.capstan.component.BeanMethods;
import io.capstan.component.Draft;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where the parameters of one method come from that are not about its connection: the data, and channels. */
final class DataSource implements BeanMethods.Source {
    private static final String ALSO = ", @OnAction.Param, Channels, @ChannelName Channel";

    private final Draft draft;
    private final Supplier<Channels> channels;
    private final boolean whole;
    private final List<ActionData.Member> members = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private ActionData data = new ActionData.None();

    DataSource(Method method, BeanMethods methods, Draft draft, Supplier<Channels> channels) {
        this.draft = draft;
        this.channels = channels;
        List<Parameter> candidates = Arrays.stream(method.getParameters())
                .filter(parameter -> !methods.knows(parameter) && !isOfChannels(parameter))
                .toList();
        this.whole = candidates.size() == 1 && !candidates.get(0).isAnnotationPresent(OnAction.Param.class);
        for (Parameter parameter : method.getParameters()) {
            names.add(candidates.contains(parameter) ? (whole ? "" : name(parameter)) : parameter.getName());
        }
    }

    /** What the method takes; known when all its parameters have been looked at. */
    ActionData data() {
        return members.isEmpty() ? data : new ActionData.Members(members);
    }

    /** As what clients know the parameters, by their positions. */
    List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public Optional<Argument> argument(Parameter parameter, Consumer<String> faults) {
        if (isOfChannels(parameter)) {
            return channel(parameter, faults);
        }
        boolean optional = parameter.getType() == Optional.class;
        Type type = optional ? element(parameter.getParameterizedType()) : boxed(parameter.getParameterizedType());
        Optional<String> whyNot = BeanMethods.whyNoValue(raw(type), type, ALSO);
        if (whyNot.isPresent()) {
            faults.accept(whyNot.get());
            return Optional.empty();
        }
        return whole ? whole(type, optional) : member(parameter, type, optional, faults);
    }

    private Optional<Argument> whole(Type type, boolean optional) {
        ActionData.Whole shape = new ActionData.Whole(type, optional);
        data = shape;
        return Optional.of((connection, event) -> ((ActionInput) event).whole(draft.json(), shape));
    }

    private Optional<Argument> member(Parameter parameter, Type type, boolean optional, Consumer<String> faults) {
        String name = name(parameter);
        OnAction.Param written = parameter.getAnnotation(OnAction.Param.class);
        if ((written == null || written.value().isEmpty()) && !parameter.isNamePresent()) {
            faults.accept(
                    "several parameters take members of the data, and the class was compiled without -parameters, so that"
                            + " this one has no name; add it: @OnAction.Param(\"...\").");
            return Optional.empty();
        }
        if (members.stream().anyMatch(other -> other.name().equals(name))) {
            faults.accept(
                    "the member '" + name + "' of the data is taken by a parameter before it already; allowed is one.");
        }
        ActionData.Member shape = new ActionData.Member(name, type, optional);
        members.add(shape);
        return Optional.of((connection, event) -> ((ActionInput) event).member(draft.json(), shape));
    }

    private static String name(Parameter parameter) {
        OnAction.Param written = parameter.getAnnotation(OnAction.Param.class);
        return written == null || written.value().isEmpty() ? parameter.getName() : written.value();
    }

    // channels

    private static boolean isOfChannels(Parameter parameter) {
        return parameter.getType() == Channels.class
                || parameter.getType() == Channel.class
                || parameter.isAnnotationPresent(ChannelName.class);
    }

    private Optional<Argument> channel(Parameter parameter, Consumer<String> faults) {
        if (parameter.getType() == Channels.class) {
            return Optional.of((connection, event) -> channels.get());
        }
        ChannelName name = parameter.getAnnotation(ChannelName.class);
        if (name == null || parameter.getType() != Channel.class) {
            faults.accept("a channel is taken by @ChannelName(\"orders\") Channel orders, or by Channels.");
            return Optional.empty();
        }
        NameTemplate template = new NameTemplate(name.value().isEmpty() ? parameter.getName() : name.value());
        template.check(draft::whyNoVariable, what -> faults.accept("@ChannelName " + what + "."));
        return Optional.of(
                (connection, event) -> ((ActionInput) event).request().channel(template, channels.get()));
    }

    // types

    private static Type element(Type optional) {
        return optional instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> plain
                ? MethodType.methodType(plain).wrap().returnType()
                : type;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : Object.class;
    }
}
