/** Serdes of stores, repartitions and joins: no registry, equal values give equal bytes. */
@NullMarked
package dev.puente.matcher.serde;

import org.jspecify.annotations.NullMarked;
