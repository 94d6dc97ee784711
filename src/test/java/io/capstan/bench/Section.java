package io.capstan.bench;

/** A table under a heading. */
record Section(String title, Table table) {}
