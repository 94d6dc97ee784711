package io.capstan.endpoint;

import io.capstan.settings.Settings;

/**
 * Who handles what comes, and how much of it may wait.
 *
 * @param engine how many handlers may run at once on threads of the engine; others get a worker
 * @param workers how many workers there are at most
 * @param conversations how many threads may be in conversations and streams, where the JDK has no virtual ones
 * @param inbox how many bytes of a client may wait to be handled
 * @param largestStream the largest incoming message that is handled as a stream, in bytes; 0: any
 */
record ThreadOptions(int engine, int workers, int conversations, int inbox, int largestStream) {

    static ThreadOptions of(Settings settings) {
        return new ThreadOptions(
                settings.number("capstan.threads.engine", 4, 0, 10_000),
                settings.number("capstan.threads.workers", 256, 1, 10_000),
                settings.number("capstan.threads.conversations", 1000, 1, 100_000),
                settings.number("capstan.inbox.bytes", 1 << 18, 1024, 1 << 30),
                settings.number("capstan.message.max-stream-bytes", 0, 0, Integer.MAX_VALUE));
    }
}
