package dev.puente.matcher.interactions;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.Interaction;
import dev.puente.event.v1.LinkRule;
import dev.puente.matcher.interactions.domain.ContactMessages;
import dev.puente.matcher.state.InteractionContactState;
import dev.puente.matcher.state.InteractionMessage;
import dev.puente.matcher.state.LinkingJoined;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.schemas.key.TenantKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Tells the messages of linked contacts, and keeps those of the others for a while.
 *
 * <pre>
 * message    link              told
 * -------    ----              ----
 * 1          -                 -
 * -          linked to 17      1 of 17
 * 1 again    linked to 17      -
 * 2          linked to 17      2 of 17
 * 3          revoked           -
 * -          linked to 17      3 of 17
 * 4          revoked           -
 * -          linked to 18      - (4 is dropped)
 * 5          to be decided     -
 * -          still to 18       5 of 18
 * </pre>
 */
public final class InteractionTeller
    implements FixedKeyProcessor<String, InteractionInput, Interaction> {
  /** How long a message waits for a link, and how long single ids are remembered. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** Names of stores of the same task: the newest links, matches, and what the join answered. */
  public record Stores(String links, String matches, String joined) {}

  private final MessageReader reader;
  private final Stores stores;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, Interaction> context;

  /** Written by the linker, before a change reaches this processor. */
  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, ContactLink> links;

  /** The newest match, which the join may not have answered yet. */
  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingMatch> matches;

  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingJoined> joins;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, InteractionContactState> contacts;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, InteractionMessage> backlog;

  InteractionTeller(MessageReader reader, Stores stores) {
    this.reader = reader;
    this.stores = stores;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, Interaction> processorContext) {
    context = processorContext;
    links = processorContext.getStateStore(stores.links());
    matches = processorContext.getStateStore(stores.matches());
    joins = processorContext.getStateStore(stores.joined());
    contacts = processorContext.getStateStore(InteractionNames.CONTACT_STORE);
    backlog = processorContext.getStateStore(InteractionNames.BACKLOG_STORE);
    Sweep<InteractionContactState> sweep = new Sweep<>(contacts);
    processorContext.schedule(
        Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> sweep.step(this::tidy));
  }

  @Override
  public void process(FixedKeyRecord<String, InteractionInput> record) {
    String key = record.key();
    switch (record.value()) {
      case InteractionInput.Message(ChatwootEvent event) -> {
        String expected = TenantKey.ofContact(event.getTenant(), event.getContact().getId()).text();
        // Otherwise the sighting of the same event is the dead letter.
        if (key.equals(expected)) {
          taken(record, event);
        }
      }
      case InteractionInput.Link(ContactLink link) when link != null -> linked(record, link);
      case InteractionInput.Link gone -> forget(key);
    }
  }

  private void taken(FixedKeyRecord<String, InteractionInput> record, ChatwootEvent event) {
    String key = record.key();
    long now = context.currentSystemTimeMs();
    ContactLink link = links.get(key);
    String client = decided(key, link) ? InteractionStates.linkedClient(link) : null;
    switch (known(key, link).take(event.getMessage().getId(), client, now)) {
      case ContactMessages.Taken.Known repeated -> {}
      case ContactMessages.Taken.Told(ContactMessages after) -> {
        keep(key, after);
        tell(record, after, reader.read(event, now));
      }
      case ContactMessages.Taken.Kept(ContactMessages after, Long dropped) -> {
        keep(key, after);
        backlog.put(Rows.ofMessage(key, event.getMessage().getId()), reader.read(event, now));
        if (dropped != null) {
          backlog.delete(Rows.ofMessage(key, dropped));
        }
      }
    }
  }

  /**
   * Whether the link speaks of the contact's newest phone. Between a changed phone and the answer
   * of the join it names the client of the former one; a message waits for the answer then.
   */
  private boolean decided(String key, @Nullable ContactLink link) {
    if (link != null && link.getRule() == LinkRule.MANUAL) {
      return true;
    }
    LinkingJoined joined = ValueAndTimestamp.getValueOrNull(joins.get(key));
    LinkingMatch newest = ValueAndTimestamp.getValueOrNull(matches.get(key));
    return Objects.equals(joined == null ? null : joined.getMatch(), newest);
  }

  private void linked(FixedKeyRecord<String, InteractionInput> record, ContactLink link) {
    String key = record.key();
    String client = InteractionStates.linkedClient(link);
    if (client == null) {
      return;
    }
    InteractionContactState state = contacts.get(key);
    ContactMessages before =
        state == null ? ContactMessages.ofLast(null) : InteractionStates.messages(state);
    ContactMessages.Linked step = before.linked(client);
    if (!step.after().equals(before)) {
      keep(key, step.after());
    }
    long oldest = context.currentSystemTimeMs() - REMEMBERED.toMillis();
    for (long id : step.released()) {
      InteractionMessage message = backlog.delete(Rows.ofMessage(key, id));
      if (message != null && message.getStoredAt() >= oldest) {
        tell(record, step.after(), message);
      }
    }
    step.dropped().forEach(id -> backlog.delete(Rows.ofMessage(key, id)));
  }

  private void tell(
      FixedKeyRecord<String, InteractionInput> record,
      ContactMessages contact,
      InteractionMessage message) {
    String client = contact.clientId();
    if (client != null) {
      String tenant = TenantKey.parse(record.key()).tenant();
      context.forward(record.withValue(InteractionStates.interaction(tenant, client, message)));
    }
  }

  private ContactMessages known(String key, @Nullable ContactLink link) {
    InteractionContactState state = contacts.get(key);
    // A link from before there were interactions names its client, also when it is revoked.
    return state == null
        ? ContactMessages.ofLast(link == null ? null : link.getClientId())
        : InteractionStates.messages(state);
  }

  private void keep(String key, ContactMessages messages) {
    contacts.put(key, InteractionStates.state(messages));
  }

  /** What it told stays known: an old event of it may still come. */
  private void forget(String key) {
    InteractionContactState state = contacts.get(key);
    if (state != null) {
      ContactMessages before = InteractionStates.messages(state);
      before.pending().forEach(id -> backlog.delete(Rows.ofMessage(key, id)));
      keep(key, before.without(Set.copyOf(before.pending())).rested());
    }
  }

  /** Removes what waited too long. */
  private void tidy(String key, InteractionContactState state) {
    long oldest = context.currentSystemTimeMs() - REMEMBERED.toMillis();
    ContactMessages before = InteractionStates.messages(state);
    Set<Long> expired =
        before.pending().stream()
            .filter(id -> storedBefore(Rows.ofMessage(key, id), oldest))
            .collect(Collectors.toSet());
    ContactMessages after = before.without(expired);
    if (before.lastAtMillis() < oldest) {
      after = after.rested();
    }
    if (!after.equals(before)) {
      expired.forEach(id -> backlog.delete(Rows.ofMessage(key, id)));
      keep(key, after);
    }
  }

  private boolean storedBefore(String row, long oldest) {
    InteractionMessage message = backlog.get(row);
    return message == null || message.getStoredAt() < oldest;
  }
}
