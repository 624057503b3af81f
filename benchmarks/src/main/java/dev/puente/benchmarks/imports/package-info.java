/** Imports of many clients: lines per second and memory. */
@NullMarked
package dev.puente.benchmarks.imports;

import org.jspecify.annotations.NullMarked;
