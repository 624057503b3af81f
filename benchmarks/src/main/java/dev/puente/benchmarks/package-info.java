/** Measures Puente's parts; the main class behind {@code ./puente bench}. */
@NullMarked
package dev.puente.benchmarks;

import org.jspecify.annotations.NullMarked;
