/** What one connection, and all connections of one address, may cost before a request is there. */
@NullMarked
package dev.puente.ingest.connection;

import org.jspecify.annotations.NullMarked;
