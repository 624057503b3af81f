/** What a phone key costs. */
@NullMarked
package dev.puente.benchmarks.phone;

import org.jspecify.annotations.NullMarked;
