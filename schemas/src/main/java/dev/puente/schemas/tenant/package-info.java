/** Tenant settings from the environment and from a file, checked when they are read. */
@NullMarked
package dev.puente.schemas.tenant;

import org.jspecify.annotations.NullMarked;
