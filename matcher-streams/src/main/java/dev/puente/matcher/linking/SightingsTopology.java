package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandResult;
import dev.puente.matcher.linking.domain.ContactMatching;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.schemas.key.ContactPhones;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/**
 * Events and fresh reads of contacts to what is known of each contact.
 *
 * <pre>
 * chatwoot-events ─┐                          ┌─ contacts
 *                  ├─ contact-sightings ──────┼─ addresses (contact/…)
 * answers ─────────┘  (contact-states)        ├─ contact-syncs (refresh)
 *                                             └─ table of matches, for the join
 * </pre>
 */
final class SightingsTopology {
  private SightingsTopology() {}

  static KTable<String, LinkingMatch> addTo(
      Steps steps,
      TenantRules rules,
      KStream<String, ChatwootEvent> events,
      KStream<String, CommandResult> answers) {
    Topics topics = steps.context().topics();
    ContactMatching matching = new ContactMatching(new ContactPhones(steps.context().phoneKeys()));
    steps.store(LinkingContactState.class, TopologyNames.CONTACT_STORE);
    KStream<String, ContactInput> seen =
        events
            .filter(SightingsTopology::showsContact, Named.as("events-with-contact"))
            .<ContactInput>mapValues(ContactInput.Seen::new, Named.as("events-seen"));
    KStream<String, ContactInput> answered =
        answers.<ContactInput>mapValues(
            ContactInput.Answered::new, Named.as("answers-about-contacts"));
    KStream<String, ContactOutput> outputs =
        seen.merge(answered, Named.as("contact-inputs"))
            .processValues(
                () -> new SightingProcessor(rules, matching),
                Named.as(TopologyNames.SIGHTINGS),
                TopologyNames.CONTACT_STORE);

    steps.sink(
        steps
            .only(outputs, ContactOutput.Published.class, "contacts")
            .mapValues(ContactOutput.Published::contact, Named.as("contacts-value")),
        topics.contacts(),
        "contacts");
    steps.sink(
        steps
            .only(outputs, ContactOutput.Addressed.class, "contact-addresses")
            .map(
                (key, output) -> KeyValue.pair(recipientKey(key), output.address()),
                Named.as("contact-addresses-key")),
        topics.addresses(),
        "contact-addresses");
    steps.sink(
        steps
            .only(outputs, ContactOutput.Refresh.class, "contact-refreshes")
            .map(
                (key, output) ->
                    KeyValue.pair(
                        new TenantKey(output.sync().getTenant(), output.sync().getAddress()).text(),
                        output.sync()),
                Named.as("contact-refreshes-key")),
        topics.contactSyncs(),
        "contact-refreshes");
    return steps.table(
        steps
            .only(outputs, ContactOutput.Matched.class, "contact-match-changes")
            .mapValues(ContactOutput.Matched::match, Named.as("contact-match-changes-value")),
        LinkingMatch.class,
        TopologyNames.MATCH_TABLE);
  }

  private static boolean showsContact(String key, ChatwootEvent event) {
    return event != null && event.getContact() != null;
  }

  private static String recipientKey(String contactKey) {
    TenantKey key = TenantKey.parse(contactKey);
    return new TenantKey(key.tenant(), "contact/" + key.id()).text();
  }
}
