package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.capstan.Channel;
import io.capstan.Channel.DeliveryReport;
import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gateway style: what becomes of a message to many, for each of them. */
class ReportsTest {
    private final HubRig rig = new HubRig();
    private final FakeClient ada = rig.client();
    private final FakeClient bob = rig.numberedClient();
    private final FakeClient slow = rig.client().stalled();
    private final Channel gateway = rig.channel("gateway");

    @BeforeEach
    void join() {
        for (FakeClient each : List.of(ada, bob, slow)) {
            gateway.join(each.connection());
        }
    }

    private static DeliveryReport report(CompletableFuture<DeliveryReport> stage) {
        return stage.join();
    }

    @Test
    @DisplayName("PAR-251 the report says for each who got it and who ended before, and waits for both")
    void broadcast() {
        CompletableFuture<DeliveryReport> sent =
                gateway.broadcast(HubRig.text("hello")).toCompletableFuture();
        assertFalse(sent.isDone(), "the slow one has not got it yet");
        slow.drop();
        DeliveryReport report = report(sent);
        assertEquals(Map.of(ada.id(), Delivery.WRITTEN, bob.id(), Delivery.WRITTEN), report.delivered());
        assertEquals(Set.of(slow.id()), report.failed().keySet());
        assertInstanceOf(ConnectionClosedException.class, report.failed().get(slow.id()));
        assertEquals(Set.of(), report.unknown());
        assertEquals(List.of("hello"), bob.texts(), "as it is, whatever the dialect");
    }

    @Test
    @DisplayName("PAR-251 ids that are not in the channel are skipped and reported, and the rest gets it")
    void unknown() {
        FakeClient elsewhere = rig.client();
        DeliveryReport report =
                report(gateway.multicast(HubRig.text("hi"), List.of(ada.id(), elsewhere.id(), "nobody", ada.id()))
                        .toCompletableFuture());
        assertEquals(Map.of(ada.id(), Delivery.WRITTEN), report.delivered());
        assertEquals(Map.of(), report.failed());
        assertEquals(Set.of(elsewhere.id(), "nobody"), report.unknown());
        assertEquals(List.of("hi"), ada.texts());
        assertEquals(List.of(), elsewhere.texts());
    }

    @Test
    @DisplayName("PAR-251 all but some, exactly one, and nobody at all")
    void some() {
        slow.drop();
        DeliveryReport butAda =
                report(gateway.broadcast(HubRig.text("1"), ada.id(), "nobody").toCompletableFuture());
        assertEquals(Map.of(bob.id(), Delivery.WRITTEN), butAda.delivered());
        assertEquals(Set.of(), butAda.unknown());
        DeliveryReport one = report(gateway.send(HubRig.text("2"), ada.id()).toCompletableFuture());
        assertEquals(Map.of(ada.id(), Delivery.WRITTEN), one.delivered());
        DeliveryReport none =
                report(rig.channel("empty").broadcast(HubRig.text("3")).toCompletableFuture());
        assertEquals(new DeliveryReport(Map.of(), Map.of(), Set.of()), none);
        assertEquals(List.of("2"), ada.texts());
        assertEquals(List.of("1"), bob.texts());
    }

    @Test
    @DisplayName("PAR-251 what is too large for one outbox fails for this one and reaches the others")
    void tooLarge() {
        FakeClient small = FakeClient.open(Shards.inline(), 10, 10);
        gateway.join(small.connection());
        slow.drop();
        DeliveryReport report =
                report(gateway.broadcast(HubRig.text("more than ten bytes")).toCompletableFuture());
        assertEquals(Set.of(ada.id(), bob.id()), report.delivered().keySet());
        assertInstanceOf(IllegalArgumentException.class, report.failed().get(small.id()));
    }
}
