package io.capstan.wamp.broker;

import io.capstan.channel.FamilyForm;
import io.capstan.channel.Payload;
import io.capstan.settings.OnePerApplication;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.ArgumentsForm;
import io.capstan.wamp.message.Dict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What WAMP has to say of publications that outlive the server: of its own all, with those for whom they are; of others the id,
 * so that whoever has got one finds it again.
 */
@OnePerApplication
public class EventForm implements FamilyForm {
    private static final int OWN = 1;
    private static final int OFFICIAL = 2;

    @Override
    public Written write(Payload payload) {
        EventBody body = EventBody.of(payload);
        boolean own = payload.content().filter(WampContent.class::isInstance).isPresent();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte((own ? OWN : 0) | (body.official() ? OFFICIAL : 0));
            out.writeLong(body.publication());
            if (own) {
                out.writeLong(body.notTo());
                ArgumentsForm.write(terms(body), out);
                ArgumentsForm.write(body.arguments(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes all that it is given.", e);
        }
        return new Written(bytes.toByteArray(), own);
    }

    @Override
    public Payload read(byte[] bytes, @Nullable Payload plain) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int flags = in.readUnsignedByte();
        long publication = in.readLong();
        if ((flags & OWN) != 0) {
            long notTo = in.readLong();
            List<@Nullable Object> terms = ArgumentsForm.read(in, bytes.length).positional();
            Arguments arguments = ArgumentsForm.read(in, bytes.length);
            boolean official = (flags & OFFICIAL) != 0;
            return Payload.of(new WampContent(
                    new EventBody(publication, details(terms), arguments, filter(terms), notTo, official), () -> {}));
        }
        if (plain == null) {
            throw new IOException("Of a publication of others only the id is known here.");
        }
        plain.companion(EventBody.class, () -> EventBody.foreign(publication, plain));
        return plain;
    }

    // details and lists of those for whom it is

    private static Arguments terms(EventBody body) {
        Filter filter = body.filter();
        List<@Nullable Object> terms = new ArrayList<>();
        terms.add(body.details().members());
        for (Choice<?> choice : List.of(filter.sessions(), filter.authids(), filter.authroles())) {
            terms.add(List.copyOf(choice.excluded()));
            terms.add(choice.eligible().map(List::copyOf).orElse(null));
        }
        return Arguments.of(terms, Map.of());
    }

    @SuppressWarnings("unchecked") // the keys of what was written are strings
    private static Dict details(List<@Nullable Object> terms) throws IOException {
        if (terms.size() == 7 && terms.get(0) instanceof Map<?, ?> members) {
            return new Dict((Map<String, @Nullable Object>) members);
        }
        throw new IOException("The details of an event are missing.");
    }

    private static Filter filter(List<@Nullable Object> terms) throws IOException {
        Filter filter = new Filter(
                choice(terms, 1, Long.class), choice(terms, 3, String.class), choice(terms, 5, String.class));
        return filter.isNone() ? Filter.NONE : filter;
    }

    private static <T> Choice<T> choice(List<@Nullable Object> terms, int at, Class<T> type) throws IOException {
        Optional<Set<T>> excluded = values(terms.get(at), type);
        Optional<Set<T>> eligible = values(terms.get(at + 1), type);
        return new Choice<>(excluded.orElse(Set.of()), eligible);
    }

    private static <T> Optional<Set<T>> values(@Nullable Object list, Class<T> type) throws IOException {
        if (list == null) {
            return Optional.empty();
        }
        Set<T> values = new LinkedHashSet<>();
        for (Object value : list instanceof List<?> some ? some : List.of(list)) {
            if (!type.isInstance(value)) {
                throw new IOException("Those for whom an event is are no " + type.getSimpleName() + ".");
            }
            values.add(type.cast(value));
        }
        return Optional.of(values);
    }
}
