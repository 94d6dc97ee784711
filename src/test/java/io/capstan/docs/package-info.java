/**
 * What the manual shows and says, tested: every Java block of the README and of {@code docs/} is a piece of a class of
 * this package, which is compiled and run, and the tables of keys and of parity are compared with the sources.
 */
package io.capstan.docs;
