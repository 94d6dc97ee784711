/**
 * JSON Web Tokens, by jose4j: what is configured, the keys, the verifier and the issuer. Nothing else in Capstan knows the
 * library, and none of its classes is loaded where no key is configured.
 */
@NullMarked
package io.capstan.gate.jwt;

import org.jspecify.annotations.NullMarked;
