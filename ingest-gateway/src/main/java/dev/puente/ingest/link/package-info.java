/** Explanation of a contact's link and the manual override. */
@NullMarked
package dev.puente.ingest.link;

import org.jspecify.annotations.NullMarked;
