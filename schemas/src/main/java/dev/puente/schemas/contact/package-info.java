/** What Puente writes to contacts, as far as several applications must agree on it. */
@NullMarked
package dev.puente.schemas.contact;

import org.jspecify.annotations.NullMarked;
