/** Shows which key a phone text gets, one at a time or for a whole file. */
@NullMarked
package dev.puente.cli.phone;

import org.jspecify.annotations.NullMarked;
