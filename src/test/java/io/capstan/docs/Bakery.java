package io.capstan.docs;

import io.capstan.Caller;
import io.capstan.Channel;
import io.capstan.ChannelName;
import io.capstan.ClientException;
import io.capstan.Connection;
import io.capstan.OnAction;
import io.capstan.Route;
import io.capstan.SendTo;
import io.capstan.SendTo.Receivers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.websocket.server.PathParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

@Route("/bakery/{town}")
public class Bakery {
    public record ShowBread(@NotBlank String sku) {}

    public record Bread(String sku, String name, BigDecimal price) {}

    public record Order(@NotBlank String sku, @Positive int pieces) {}

    private static final List<Bread> BREADS = List.of(
            new Bread("rye", "Rye bread", new BigDecimal("4.20")), new Bread("bun", "Bun", new BigDecimal("0.60")));

    private final Map<String, Integer> sold = new ConcurrentHashMap<>();

    @OnAction("show")
    Bread show(@Valid ShowBread request) {
        return find(request.sku());
    }

    private static Bread find(String sku) {
        return BREADS.stream()
                .filter(bread -> bread.sku().equals(sku))
                .findFirst()
                .orElseThrow(() -> new ClientException("There is no such bread.", "not-found", false));
    }

    @OnAction("search")
    List<Bread> search(@OnAction.Param("words") String words, @OnAction.Param("most") Optional<Integer> most) {
        return BREADS.stream()
                .filter(bread -> bread.name().contains(words))
                .limit(most.orElse(10))
                .toList();
    }

    @OnAction
    int order(List<@Valid Order> orders, @PathParam("town") String town, Caller caller) {
        int pieces = orders.stream().mapToInt(Order::pieces).sum();
        return sold.merge(town + caller.name(), pieces, Integer::sum);
    }

    @OnAction
    CompletionStage<Integer> stock(String sku) {
        return CompletableFuture.supplyAsync(() -> sku.length());
    }

    @OnAction
    @RolesAllowed("baker")
    void bake(String sku) {
        find(sku);
    }

    @OnAction
    @SendTo(Receivers.OTHERS)
    String chat(String text) {
        return text;
    }

    @OnAction
    @SendTo(channel = "bakery.{town}")
    Bread recommend(ShowBread request) {
        return find(request.sku());
    }

    @OnAction
    @SendTo(user = "{data.to}")
    Map<String, String> gift(Map<String, String> gift) {
        return gift;
    }

    @OnAction
    void follow(@ChannelName("bakery.{town}") Channel channel, Connection connection) {
        channel.join(connection);
    }
}
