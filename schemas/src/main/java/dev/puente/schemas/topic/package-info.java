/** The topic catalogue, record headers, and creation and verification of topics. */
@NullMarked
package dev.puente.schemas.topic;

import org.jspecify.annotations.NullMarked;
