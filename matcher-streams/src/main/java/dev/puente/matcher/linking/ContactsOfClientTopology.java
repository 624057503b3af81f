package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingContactOfClient;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Keeps the contacts of each client, in the same task as the client itself, for queries. */
final class ContactsOfClientTopology {
  private ContactsOfClientTopology() {}

  static void addTo(Steps steps, KStream<String, LinkingContactOfClient> changes) {
    steps.store(LinkingContactOfClient.class, TopologyNames.CLIENT_CONTACT_STORE);
    // The client's own store is named only to share its task: one query, one instance.
    changes.process(
        ContactsOfClientProcessor::new,
        Named.as(TopologyNames.CLIENT_CONTACTS),
        TopologyNames.CLIENT_CONTACT_STORE,
        TopologyNames.CLIENT_STORE);
  }
}
