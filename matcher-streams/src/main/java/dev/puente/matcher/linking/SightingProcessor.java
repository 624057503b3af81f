package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.Contact;
import dev.puente.event.v1.ContactReading;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.RefreshContact;
import dev.puente.matcher.linking.domain.ContactMatch;
import dev.puente.matcher.linking.domain.ContactMatching;
import dev.puente.matcher.linking.domain.ContactProfile;
import dev.puente.matcher.linking.domain.Reading;
import dev.puente.matcher.linking.domain.Sightings;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.key.TenantKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of each contact and tells what changed. */
final class SightingProcessor implements FixedKeyProcessor<String, ContactInput, ContactOutput> {
  private final RulesSource source;
  private final ContactMatching matching;
  private final EventSightings events = new EventSightings();

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, ContactOutput> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingContactState> store;

  /** The rules of the record that is worked on. */
  @SuppressWarnings("NullAway.Init") // set by process
  private TenantRules rules;

  SightingProcessor(RulesSource source, ContactMatching matching) {
    this.source = source;
    this.matching = matching;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, ContactOutput> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(TopologyNames.CONTACT_STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, ContactInput> record) {
    rules = source.now();
    TenantKey key = Keys.parse(record.key());
    LinkingContactState before = store.get(record.key());
    List<ContactOutput> outputs =
        switch (record.value()) {
          case ContactInput.Seen(ChatwootEvent event) -> seen(key, before, event);
          case ContactInput.Answered(CommandResult result) -> answered(key, before, result);
          case ContactInput.Reread reread ->
              before == null ? List.of() : keep(key, before, ContactStates.profile(before));
        };
    outputs.forEach(output -> context.forward(record.withValue(output)));
  }

  private List<ContactOutput> seen(
      TenantKey key, @Nullable LinkingContactState before, ChatwootEvent event) {
    EventContact contact = event.getContact();
    if (contact == null) {
      return List.of();
    }
    Keys.checked(key.text(), event.getTenant(), Long.toString(contact.getId()));
    Sightings.Sighted sighted =
        Sightings.accept(
            before == null ? null : ContactStates.profile(before),
            events.of(event, contact),
            context.currentSystemTimeMs());
    return told(key, before, sighted);
  }

  private List<ContactOutput> answered(
      TenantKey key, @Nullable LinkingContactState before, CommandResult result) {
    if (before == null && !ContactResults.shown(result)) {
      return List.of();
    }
    if (ContactResults.gone(result)) {
      return gone(key);
    }
    ContactReading read = result.getContact();
    if (read == null) {
      return List.of();
    }
    Sightings.Sighted sighted =
        Sightings.accept(
            before == null
                ? ContactProfile.unseen(Keys.contactId(key))
                : ContactStates.profile(before),
            new Reading(
                result.getCommandId(),
                // What was read is at least as new as the beginning of the command.
                result.getStartedAt().toEpochMilli(),
                read.getPhoneNumber(),
                read.getIdentifier(),
                read.getName()),
            context.currentSystemTimeMs());
    return told(key, before, sighted);
  }

  private List<ContactOutput> told(
      TenantKey key, @Nullable LinkingContactState before, Sightings.Sighted sighted) {
    List<ContactOutput> outputs = keep(key, before, sighted.profile());
    if (sighted.refreshWanted()) {
      outputs.add(refresh(key));
    }
    return outputs;
  }

  private List<ContactOutput> gone(TenantKey key) {
    store.delete(key.text());
    return List.of(
        new ContactOutput.Published(null),
        new ContactOutput.Matched(null),
        new ContactOutput.Addressed(null));
  }

  private List<ContactOutput> keep(
      TenantKey key, @Nullable LinkingContactState before, ContactProfile contact) {
    ContactMatch found = matching.match(contact, rules.blocked(key.tenant()));
    LinkingMatch match =
        ContactStates.match(key.tenant(), contact.contactId(), found, rules.version(key.tenant()));
    LinkingMatch formerMatch = before == null ? null : before.getMatch();
    boolean moved =
        before == null
            || formerMatch == null
            || !ContactStates.addressText(match).equals(ContactStates.addressText(formerMatch))
            || !java.util.Objects.equals(before.getPhoneNumber(), contact.phone().value());
    long addressVersion = before == null ? 0 : before.getAddressVersion();
    if (moved) {
      addressVersion = Math.max(addressVersion + 1, context.currentSystemTimeMs());
    }
    LinkingContactState after =
        ContactStates.state(contact, match, found.remarkKey(), addressVersion);
    store.put(key.text(), after);

    List<ContactOutput> outputs = new ArrayList<>();
    Contact published = ContactStates.contact(after, match);
    if (before == null || formerMatch == null || changed(before, formerMatch, published)) {
      outputs.add(new ContactOutput.Published(published));
    }
    if (!match.equals(formerMatch)) {
      outputs.add(new ContactOutput.Matched(match));
    }
    if (moved) {
      outputs.add(new ContactOutput.Addressed(ContactStates.address(after, match)));
    }
    return outputs;
  }

  /** A newer clock alone is not worth a record. */
  private static boolean changed(
      LinkingContactState before, LinkingMatch formerMatch, Contact published) {
    Contact former = ContactStates.contact(before, formerMatch);
    former.setVersion(published.getVersion());
    former.setLastMessageId(published.getLastMessageId());
    return !former.equals(published);
  }

  private ContactOutput.Refresh refresh(TenantKey key) {
    long contactId = Keys.contactId(key);
    return new ContactOutput.Refresh(
        ContactSync.newBuilder()
            .setTenant(key.tenant())
            .setAddress(dev.puente.schemas.key.Address.ofContact(contactId))
            .setSubject(new Recipient.ByContact(contactId).text())
            .setVersion(context.currentSystemTimeMs())
            .setBody(new RefreshContact(contactId))
            .build());
  }
}
