/**
 * The application {@code puente-linking}: sightings, phone owners, links, attributes and
 * pre-registrations. One class for each sub-topology; {@code LinkingTopology} puts them together.
 */
@NullMarked
package dev.puente.matcher.linking;

import org.jspecify.annotations.NullMarked;
