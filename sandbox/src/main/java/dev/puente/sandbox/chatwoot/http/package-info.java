/** The HTTP server: exchange, routes, tokens, faults, journal. */
@NullMarked
package dev.puente.sandbox.chatwoot.http;

import org.jspecify.annotations.NullMarked;
