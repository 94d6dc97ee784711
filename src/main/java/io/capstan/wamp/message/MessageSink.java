package io.capstan.wamp.message;

/** Writes values in one serializer, among them payload that may have been written already. */
interface MessageSink extends Sink {
    /** All elements of a payload, as elements of the list that has begun. */
    void payload(Payload payload);
}
