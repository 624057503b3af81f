/** Domain values of notifying as the internal Avro records of its stores and repartition topics. */
@NullMarked
package dev.puente.matcher.notifying.codec;

import org.jspecify.annotations.NullMarked;
