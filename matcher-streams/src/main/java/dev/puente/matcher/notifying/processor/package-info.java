/** The processors of puente-notifying: stores, records and headers around the plain rules. */
@NullMarked
package dev.puente.matcher.notifying.processor;

import org.jspecify.annotations.NullMarked;
