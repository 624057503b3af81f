/** What all endpoints share of HTTP: bodies, queries, languages, errors, trace context. */
@NullMarked
package dev.puente.ingest.web;

import org.jspecify.annotations.NullMarked;
