/** Operations from the command line. */
@NullMarked
package dev.puente.cli;

import org.jspecify.annotations.NullMarked;
