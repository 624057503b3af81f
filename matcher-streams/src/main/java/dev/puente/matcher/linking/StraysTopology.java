package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.matcher.state.LinkingStray;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Events of contacts that show a client whom they are not linked to, by way of that client.
 *
 * <pre>
 * chatwoot-events ── stray-finder ── [by client] ── stray-judge ── [by contact] ── attribute-syncs
 *                    (sync-states,                  (client-cards)
 *                     contact-link-records)
 * </pre>
 *
 * Both ways are empty but after a merge.
 */
final class StraysTopology {
  private StraysTopology() {}

  /** What contacts show without right, keyed {@code tenant:contactId}. */
  static KStream<String, LinkingStray> addTo(Steps steps, KStream<String, ChatwootEvent> events) {
    KStream<String, LinkingStray> found =
        events
            .filter(
                (key, event) -> event != null && event.getContact() != null,
                Named.as("events-with-attributes"))
            .process(
                StrayFinder::new,
                Named.as(TopologyNames.STRAY_FINDER),
                TopologyNames.SYNC_STORE,
                TopologyNames.LINK_STORE);
    KStream<String, LinkingStray> judged =
        steps
            .repartition(found, LinkingStray.class, TopologyNames.STRAYS_BY_CLIENT)
            .process(
                StrayJudge::new, Named.as(TopologyNames.STRAY_JUDGE), TopologyNames.CARD_TABLE);
    return steps.repartition(judged, LinkingStray.class, TopologyNames.STRAYS_BY_CONTACT);
  }
}
