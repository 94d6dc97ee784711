package io.capstan.wamp;

/** What takes part in a realm from inside of this process needs of it. */
public interface RealmDesk {
    /** The name of the realm. */
    String name();

    /** Who distributes publications in it. */
    Broker broker();

    /** Who distributes calls in it. */
    Dealer dealer();
}
