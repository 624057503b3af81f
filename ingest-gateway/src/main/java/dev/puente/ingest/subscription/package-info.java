/** Pre-registration form, its status link and the script for the page. */
@NullMarked
package dev.puente.ingest.subscription;

import org.jspecify.annotations.NullMarked;
