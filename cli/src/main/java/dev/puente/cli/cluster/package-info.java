/** Which cluster a command talks to. */
@NullMarked
package dev.puente.cli.cluster;

import org.jspecify.annotations.NullMarked;
