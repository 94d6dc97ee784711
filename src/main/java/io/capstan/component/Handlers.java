package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * All that the components of a class do: what every style of writing one is compiled to.
 *
 * @param open when a connection was opened
 * @param text with a text message; empty if it takes none
 * @param binary with a binary message, whose buffer is its own; empty if it takes none
 * @param reader with a text message that is still coming; empty if it takes none in this way
 * @param stream with a binary message that is still coming; empty if it takes none in this way
 * @param close when a connection ended
 * @param error with what another handler threw, or the transport reported
 * @param answer how clients are told of failures; empty if by the close code alone
 */
record Handlers(
        Optional<Handler<Connection>> open,
        Optional<Handler<String>> text,
        Optional<Handler<ByteBuffer>> binary,
        Optional<Handler<Reader>> reader,
        Optional<Handler<InputStream>> stream,
        Optional<Handler<CloseInfo>> close,
        Optional<Handler<Throwable>> error,
        Optional<FailureAnswer> answer) {}
