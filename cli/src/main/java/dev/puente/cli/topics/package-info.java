/** Topics: list, create, verify, tail. */
@NullMarked
package dev.puente.cli.topics;

import org.jspecify.annotations.NullMarked;
