/** What a person or an agent does, by Java or under /sim. */
@NullMarked
package dev.puente.sandbox.chatwoot.driver;

import org.jspecify.annotations.NullMarked;
