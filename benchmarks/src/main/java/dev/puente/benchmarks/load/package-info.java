/** An open-loop HTTP load driver that counts waiting as latency. */
@NullMarked
package dev.puente.benchmarks.load;

import org.jspecify.annotations.NullMarked;
