package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandResult;
import dev.puente.matcher.linking.domain.ContactMatching;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingReread;
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
 * answers ─────────┼─ contact-sightings ──────┼─ addresses (contact/…)
 * rereads ─────────┘  (contact-states)        ├─ contact-syncs (refresh)
 *    └─ contact-sweep: other rules            └─ table of matches, for the join
 * </pre>
 */
final class SightingsTopology {
  private SightingsTopology() {}

  static KTable<String, LinkingMatch> addTo(
      Steps steps,
      RulesSource rules,
      KStream<String, ChatwootEvent> events,
      KStream<String, CommandResult> answers) {
    Topics topics = steps.context().topics();
    ContactMatching matching = new ContactMatching(new ContactPhones(steps.context().phoneKeys()));
    steps.store(LinkingContactState.class, TopologyNames.CONTACT_STORE);
    steps.textStore(TopologyNames.CONTACT_RULES_STORE);
    KStream<String, ChatwootEvent> shown =
        events.filter(SightingsTopology::showsContact, Named.as("events-with-contact"));
    StatusEdits edits = new StatusEdits();
    steps.sink(
        shown
            .flatMapValues(event -> edits.of(event).stream().toList(), Named.as("status-edits"))
            .selectKey((key, change) -> StatusEdits.key(change), Named.as("status-edits-key")),
        topics.subscriptionChanges(),
        "status-edits");
    KStream<String, ContactInput> seen =
        shown.<ContactInput>mapValues(ContactInput.Seen::new, Named.as("events-seen"));
    KStream<String, ContactInput> answered =
        answers.<ContactInput>mapValues(
            ContactInput.Answered::new, Named.as("answers-about-contacts"));
    KStream<String, LinkingReread> rereads =
        seen.process(
            () -> new ContactSweepProcessor(rules),
            Named.as(TopologyNames.CONTACT_SWEEP),
            TopologyNames.CONTACT_STORE,
            TopologyNames.CONTACT_RULES_STORE);
    KStream<String, ContactInput> reread =
        steps
            .repartition(rereads, LinkingReread.class, TopologyNames.CONTACT_REREADS)
            .<ContactInput>mapValues(
                value -> new ContactInput.Reread(), Named.as("contact-rereads-value"));
    KStream<String, ContactOutput> outputs =
        seen.merge(answered, Named.as("contact-inputs"))
            .merge(reread, Named.as("contact-inputs-reread"))
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
