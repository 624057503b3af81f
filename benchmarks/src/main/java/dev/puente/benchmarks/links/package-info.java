/** Measures how fast contacts are linked, what the state costs, and how it comes back. */
@NullMarked
package dev.puente.benchmarks.links;

import org.jspecify.annotations.NullMarked;
