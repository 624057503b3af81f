/** The settings of the matcher application, as checked records. */
@NullMarked
package dev.puente.matcher.config;

import org.jspecify.annotations.NullMarked;
