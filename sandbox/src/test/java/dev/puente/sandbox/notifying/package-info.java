/** The notifying half of the matcher against a real broker. */
@org.jspecify.annotations.NullMarked
package dev.puente.sandbox.notifying;
