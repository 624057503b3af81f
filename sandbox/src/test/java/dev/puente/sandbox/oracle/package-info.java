/** Puente's serde and registry against Confluent's own serializers. */
@NullMarked
package dev.puente.sandbox.oracle;

import org.jspecify.annotations.NullMarked;
