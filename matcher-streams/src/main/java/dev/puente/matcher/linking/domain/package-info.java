/** Who a contact is, and what an agent sees of a client: decisions as pure functions. */
@NullMarked
package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.NullMarked;
