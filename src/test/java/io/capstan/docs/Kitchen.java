package io.capstan.docs;

import io.capstan.CloseInfo;
import io.capstan.QueryParam;
import io.capstan.Route;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Route("/kitchen/{table}")
public class Kitchen {
    public record Order(String dish, int portions) {}

    public record Bill(String table, int total) {}

    private final Map<String, Integer> totals = new ConcurrentHashMap<>();

    @OnOpen
    String welcome(@PathParam("table") String table, @QueryParam("guest") List<String> guests) {
        return "Table " + table + " for " + String.join(" and ", guests);
    }

    @OnMessage
    Bill order(Order order, @PathParam("table") String table) {
        return new Bill(table, totals.merge(table, order.portions() * 12, Integer::sum));
    }

    @OnClose
    void clear(@PathParam("table") String table, CloseInfo close) {
        totals.remove(table);
    }
}
