/** Child processes: started, measured, always ended. */
@NullMarked
package dev.puente.benchmarks.process;

import org.jspecify.annotations.NullMarked;
