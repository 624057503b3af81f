/** The webhook path beside other servers that do the same work. */
@NullMarked
package dev.puente.benchmarks.webhooks;

import org.jspecify.annotations.NullMarked;
