/** What matcher and worker say to each other beside the schemas. */
@NullMarked
package dev.puente.schemas.delivery;

import org.jspecify.annotations.NullMarked;
