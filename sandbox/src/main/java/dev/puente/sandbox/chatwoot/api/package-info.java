/** The endpoints: Application API and public client API. */
@NullMarked
package dev.puente.sandbox.chatwoot.api;

import org.jspecify.annotations.NullMarked;
