/**
 * A database for the histories of channels that outlive the server: where it is, its tables, and who may write to them.
 *
 * <p>The only room that knows JDBC. It keeps what {@link io.capstan.channel.HistoryStore} is told, and looks into nothing of it.
 */
@NullMarked
package io.capstan.store;

import org.jspecify.annotations.NullMarked;
