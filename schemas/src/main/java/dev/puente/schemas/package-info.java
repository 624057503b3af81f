/** What the applications share. */
@NullMarked
package dev.puente.schemas;

import org.jspecify.annotations.NullMarked;
