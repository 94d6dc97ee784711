/**
 * The benchmark: Capstan against the bare engine below it, in interleaved rounds on one machine. It is started by {@code
 * src/test/bench/run.sh} and takes no part in {@code mvn verify}. A further engine is one more {@link
 * io.capstan.bench.Contest}.
 */
@NullMarked
package io.capstan.bench;

import org.jspecify.annotations.NullMarked;
