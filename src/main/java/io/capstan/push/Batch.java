package io.capstan.push;

import java.util.List;

/**
 * The messages of a document.
 *
 * @param single whether it was one message, rather than a list of them
 */
record Batch(boolean single, List<Parsed> messages) {}
