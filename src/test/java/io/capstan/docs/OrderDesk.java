package io.capstan.docs;

import io.capstan.Channel;
import io.capstan.Channel.DeliveryReport;
import io.capstan.ChannelName;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.Publication;
import io.capstan.Route;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Channels as any bean may use them. */
@Route("/desk-of-orders")
public class OrderDesk implements MessageComponent {
    /** What is published. */
    public record Order(int number, String dish) {}

    @Inject
    @ChannelName
    Channel orders;

    @Inject
    @ChannelName("kitchen.alerts")
    Channel alerts;

    @Inject
    Channels channels;

    @Override
    public void onOpen(Connection connection) {
        orders.join(connection);
        alerts.join(connection);
    }

    @Override
    public void onMessage(Connection connection, String text) {
        switch (text) {
            case "order" -> take(new Order(7, "fish"));
            case "some" -> toSome(connection);
            case "recent" -> connection.send(String.valueOf(recent()));
            case "report" ->
                report().thenAccept(report -> connection.send(report.delivered().keySet() + " got it"));
            default -> connection.send(orders.size() + " are here");
        }
    }

    @Transactional
    public void take(Order order) {
        // … stores it …
        orders.publish(order); // leaves when the transaction has committed
    }

    private void toSome(Connection connection) {
        orders.except(connection).publish("to all others");
        orders.ofUser("ada").publish("to all that ada has open");
        orders.only(connection).publish("to this one");
        channels.publish("kitchen.alerts", "The fish is out.");
    }

    private List<String> recent() {
        List<Publication> publications = orders.history(10);
        return publications.stream()
                .map(publication -> publication.position().orElseThrow().offset() + " at " + publication.published())
                .toList();
    }

    private CompletionStage<DeliveryReport> report() {
        return alerts.broadcast(Message.text("Closing time"));
    }
}
