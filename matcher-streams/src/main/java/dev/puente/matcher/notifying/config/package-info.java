/** Settings of notifying, as checked records. */
@NullMarked
package dev.puente.matcher.notifying.config;

import org.jspecify.annotations.NullMarked;
