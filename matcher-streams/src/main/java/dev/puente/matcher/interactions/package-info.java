/** Messages of linked contacts: what is published of them, and the view of a client's newest. */
@NullMarked
package dev.puente.matcher.interactions;

import org.jspecify.annotations.NullMarked;
