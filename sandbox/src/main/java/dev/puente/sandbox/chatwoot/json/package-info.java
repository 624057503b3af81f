/** Reading and writing JSON the way Rails does. */
@NullMarked
package dev.puente.sandbox.chatwoot.json;

import org.jspecify.annotations.NullMarked;
