package io.capstan.it.host.app;

import io.capstan.Connection;
import io.capstan.PubSubComponent;
import io.capstan.Route;
import io.capstan.WampException;
import java.util.Set;

/** Says who may subscribe, passes publications on but for those that are for nobody, and answers calls. */
@Route("/newsroom")
public class Newsroom implements PubSubComponent {

    @Override
    public boolean beforeSubscribe(Connection connection, Topic topic) {
        return !topic.id().startsWith("secret");
    }

    @Override
    public void onPublish(Connection connection, Topic topic, Object event, Set<String> exclude, Set<String> eligible) {
        if (topic.id().equals("drop")) {
            return;
        }
        if (topic.id().equals("broken")) {
            throw new IllegalStateException("secret");
        }
        topic.broadcast(event, exclude, eligible);
    }

    @Override
    public Object onCall(Connection connection, Call call) {
        return switch (call.procedure()) {
            case "http://example.com/news#first" -> call.arguments().get(0);
            case "sold" -> throw new WampException("news.sold", "Sold out.");
            default -> throw new IllegalStateException("secret");
        };
    }
}
