/**
 * Record keys in canonical form and the phone key: part of the public contract, because joins
 * depend on them.
 */
@NullMarked
package dev.puente.schemas.key;

import org.jspecify.annotations.NullMarked;
