package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.Message;
import io.capstan.wire.Inbox;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Lets a {@link Conversation} be called as a component: its handlers fill mailboxes, and none of them waits. */
final class ConversationComponent {
    private final Conversation bean;
    private final Conversations conversations;
    private final Component component;
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();

    private ConversationComponent(Class<?> type, Conversation bean, Conversations conversations) {
        this.bean = bean;
        this.conversations = conversations;
        Access access = access(type);
        Handlers handlers = new Handlers(
                handler(access, (connection, opened) -> begin(connection)),
                handler(access, (connection, text) -> put(connection, Message.text(text), text.length())),
                handler(access, this::put),
                Optional.empty(),
                Optional.empty(),
                handler(access, this::end),
                Optional.empty(),
                Optional.empty());
        this.component = new Component(type, bean, access, handlers);
    }

    static Component of(Class<?> type, Conversation bean, Conversations conversations) {
        return new ConversationComponent(type, bean, conversations).component;
    }

    private static <E> Optional<Handler<E>> handler(Access access, BiConsumer<Connection, E> code) {
        return Optional.of(new Handler<E>(access, false, (bean, connection, event) -> {
            code.accept(connection, event);
            return null;
        }));
    }

    /** Who may converse: what the method says, else its class. */
    private static Access access(Class<?> type) {
        try {
            return Access.to(type.getMethod("converse", Connection.class, Messages.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // its interface has it
        }
    }

    private void begin(Connection connection) {
        Mailbox mailbox = new Mailbox(Inbox.of(connection), connection::isOpen);
        mailboxes.put(connection.id(), mailbox);
        conversations.begin(component, connection, () -> bean.converse(connection, mailbox), mailbox::close);
    }

    private void put(Connection connection, ByteBuffer binary) {
        put(connection, new Message.Binary(binary, Optional.empty()), binary.remaining());
    }

    private void put(Connection connection, Message message, int size) {
        Mailbox mailbox = mailboxes.get(connection.id());
        if (mailbox != null) {
            mailbox.put(message, size);
        }
    }

    private void end(Connection connection, CloseInfo close) {
        Mailbox mailbox = mailboxes.remove(connection.id());
        if (mailbox != null) {
            mailbox.end(close);
        }
    }
}
