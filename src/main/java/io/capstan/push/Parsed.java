package io.capstan.push;

/** A message as it was read: one that can be carried out, or what is wrong with it. */
sealed interface Parsed permits Envelope, Fault {}
