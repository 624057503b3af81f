package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.state.LinkingNewcomer;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Contacts that nobody owns to clients, where a tenant wants that.
 *
 * <pre>
 * contact-links ── newcomers ── [by phone] ── client-maker ── clients
 *                  (newcomer-due)             (phone-owner-summaries)
 * </pre>
 *
 * The clients come back by their topic, like every other.
 */
final class NewcomersTopology {
  private NewcomersTopology() {}

  static void addTo(
      Steps steps, RulesSource rules, KStream<String, ContactLink> links, Duration stableAfter) {
    steps.byteStore(TopologyNames.NEWCOMER_DUE_STORE);
    steps.store(LinkingNewcomer.class, TopologyNames.NEWCOMER_WAITING_STORE);
    KStream<String, LinkingNewcomer> wishes =
        links.process(
            () -> new NewcomerProcessor(rules, stableAfter),
            Named.as(TopologyNames.NEWCOMERS),
            TopologyNames.NEWCOMER_DUE_STORE,
            TopologyNames.LINK_STORE,
            TopologyNames.CONTACT_STORE,
            TopologyNames.MATCH_TABLE);
    steps.sink(
        steps
            .repartition(wishes, LinkingNewcomer.class, TopologyNames.NEWCOMER_WISHES)
            .process(
                () -> new ClientMaker(rules, steps.context().partitions()),
                Named.as(TopologyNames.CLIENT_MAKER),
                TopologyNames.NEWCOMER_WAITING_STORE,
                TopologyNames.OWNER_SUMMARY_STORE,
                TopologyNames.SETTLED_STORE),
        steps.context().topics().clients(),
        "made-clients");
  }
}
