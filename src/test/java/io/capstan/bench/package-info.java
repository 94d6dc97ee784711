/**
 * The benchmark: Capstan beside the bare engine below it, and beside other servers, in interleaved rounds on one
 * machine. It is started by {@code src/test/bench/run.sh} and takes no part in {@code mvn verify}. A further server is
 * one more {@link io.capstan.bench.Contestant} of the {@link io.capstan.bench.Lineup}.
 */
@NullMarked
package io.capstan.bench;

import org.jspecify.annotations.NullMarked;
