package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.Messages;
import io.capstan.wire.Inbox;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a {@link Conversation} be called as a component: its callbacks fill mailboxes, and none of them waits. */
final class ConversationComponent implements MessageComponent {
    private final Conversation bean;
    private final Conversations conversations;
    private final Component component;
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();

    private ConversationComponent(Class<?> type, Conversation bean, Conversations conversations) {
        Access access = access(type);
        this.bean = bean;
        this.conversations = conversations;
        this.component =
                new Component(type, this, access, Optional.of(access), Optional.of(access), Component.Streams.NONE);
    }

    static Component of(Class<?> type, Conversation bean, Conversations conversations) {
        return new ConversationComponent(type, bean, conversations).component;
    }

    /** Who may converse: what the method says, else its class. */
    private static Access access(Class<?> type) {
        try {
            return Access.to(type.getMethod("converse", Connection.class, Messages.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // its interface has it
        }
    }

    /** Whether a class says of itself that it is another kind of component too. */
    static boolean isAmbiguous(Class<?> type) {
        return Conversation.class.isAssignableFrom(type) && MessageComponent.class.isAssignableFrom(type);
    }

    @Override
    public void onOpen(Connection connection) {
        Mailbox mailbox = new Mailbox(Inbox.of(connection), connection::isOpen);
        mailboxes.put(connection.id(), mailbox);
        conversations.begin(component, connection, () -> bean.converse(connection, mailbox), mailbox::close);
    }

    @Override
    public void onMessage(Connection connection, String text) {
        put(connection, Message.text(text), text.length());
    }

    @Override
    public void onMessage(Connection connection, ByteBuffer binary) {
        put(connection, new Message.Binary(binary, Optional.empty()), binary.remaining());
    }

    private void put(Connection connection, Message message, int size) {
        Mailbox mailbox = mailboxes.get(connection.id());
        if (mailbox != null) {
            mailbox.put(message, size);
        }
    }

    @Override
    public void onClose(Connection connection, CloseInfo close) {
        Mailbox mailbox = mailboxes.remove(connection.id());
        if (mailbox != null) {
            mailbox.end(close);
        }
    }
}
