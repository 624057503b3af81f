/** Commands about the clients of a tenant. */
@NullMarked
package dev.puente.cli.clients;

import org.jspecify.annotations.NullMarked;
