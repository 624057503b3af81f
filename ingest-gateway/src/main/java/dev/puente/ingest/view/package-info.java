/** Questions to matcher-streams, where the state lives. */
@NullMarked
package dev.puente.ingest.view;

import org.jspecify.annotations.NullMarked;
