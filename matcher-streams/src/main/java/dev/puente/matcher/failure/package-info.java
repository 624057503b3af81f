/**
 * What happens to a record that can not be read, processed or written: it becomes a dead letter.
 */
@NullMarked
package dev.puente.matcher.failure;

import org.jspecify.annotations.NullMarked;
