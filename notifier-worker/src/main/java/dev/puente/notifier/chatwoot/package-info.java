/** The port to Chatwoot's application API, and its HTTP adapter (read for v4.16.2). */
@NullMarked
package dev.puente.notifier.chatwoot;

import org.jspecify.annotations.NullMarked;
