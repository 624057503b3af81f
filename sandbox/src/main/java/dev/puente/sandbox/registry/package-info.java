/** A small schema registry with Confluent's API, whose schemas live in a topic of the broker. */
@NullMarked
package dev.puente.sandbox.registry;

import org.jspecify.annotations.NullMarked;
