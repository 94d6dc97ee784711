package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.PubSubComponent;
import io.capstan.Route;
import java.util.Set;

@Route("/newspaper")
public class Newspaper implements PubSubComponent {
    @Override
    public boolean beforeSubscribe(Connection connection, Topic topic) {
        return !topic.id().startsWith("staff.") || connection.caller().isInRole("staff");
    }

    @Override
    public void onPublish(Connection connection, Topic topic, Object event, Set<String> exclude, Set<String> eligible) {
        if (connection.caller().isInRole("editor")) {
            topic.broadcast(event, exclude, eligible);
        }
    }

    @Override
    public Object onCall(Connection connection, Call call) {
        return "There is nothing on " + call.arguments() + ".";
    }
}
