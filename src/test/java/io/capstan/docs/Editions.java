package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.Handshake;
import io.capstan.MessageComponent;
import io.capstan.RequestMatcher;
import io.capstan.Route;
import jakarta.enterprise.context.ApplicationScoped;

public final class Editions {
    private Editions() {}

    public abstract static class News implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {
            connection.send(getClass().getSimpleName());
        }
    }

    @ApplicationScoped
    public static class FromApps implements RequestMatcher {
        @Override
        public boolean matches(Handshake request) {
            return request.header("X-App-Version").isPresent();
        }
    }

    @Route(value = "/news", matcher = Editions.FromApps.class)
    public static class AppNews extends News {}

    @Route("/news")
    public static class PublicNews extends News {}
}
