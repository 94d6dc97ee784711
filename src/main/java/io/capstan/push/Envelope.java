package io.capstan.push;

import io.capstan.Push;
import io.capstan.action.RawJson;
import java.util.Optional;

/**
 * A message from outside that can be carried out.
 *
 * @param id the sender's own id, by which the same message is carried out once
 * @param place where in its document it is, as a JSON Pointer
 * @param request what is to be done; its data is {@link RawJson}
 */
record Envelope(Optional<String> id, String place, Push.Request request) implements Parsed {}
