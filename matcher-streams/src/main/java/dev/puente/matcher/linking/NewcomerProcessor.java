package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingNewcomer;
import dev.puente.schemas.key.Address;
import dev.puente.schemas.key.TenantKey;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a client for each contact whose phone nobody owns, after that stood for a while, where
 * the tenant wants it. A wish that is repeated does no harm: the phone remembers.
 */
final class NewcomerProcessor
    implements Processor<String, @Nullable ContactLink, String, LinkingNewcomer> {
  private static final int STEPS_PER_TICK = 500;

  private final RulesSource source;
  private final long stableAfterMillis;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<String, LinkingNewcomer> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, ContactLink> links;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingContactState> contacts;

  /** The newest match, which the link may not have followed yet. */
  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingMatch> matches;

  @SuppressWarnings("NullAway.Init") // set by init
  private DueIndex due;

  /** The rules of the record or tick that is worked on. */
  @SuppressWarnings("NullAway.Init") // set by process and tick
  private TenantRules rules;

  NewcomerProcessor(RulesSource source, Duration stableAfter) {
    this.source = source;
    stableAfterMillis = stableAfter.toMillis();
  }

  @Override
  public void init(ProcessorContext<String, LinkingNewcomer> processorContext) {
    context = processorContext;
    links = processorContext.getStateStore(TopologyNames.LINK_STORE);
    contacts = processorContext.getStateStore(TopologyNames.CONTACT_STORE);
    matches = processorContext.getStateStore(TopologyNames.MATCH_TABLE);
    KeyValueStore<Bytes, byte[]> rows =
        processorContext.getStateStore(TopologyNames.NEWCOMER_DUE_STORE);
    due = new DueIndex(rows);
    processorContext.schedule(SyncProcessor.TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, @Nullable ContactLink> record) {
    rules = source.now();
    ContactLink link = record.value();
    if (link != null
        && NewcomerRecords.unownedPhone(link) != null
        && rules.makesClients(link.getTenant())) {
      due.add(standsSince(link), record.key());
    }
  }

  private long standsSince(ContactLink link) {
    return link.getDecidedAt().toEpochMilli() + stableAfterMillis;
  }

  private void tick(long timestamp) {
    rules = source.now();
    long now = context.currentSystemTimeMs();
    int[] left = {STEPS_PER_TICK};
    due.drain(
        now,
        (time, key) -> {
          ask(key, now);
          return --left[0] > 0;
        });
  }

  private void ask(String key, long now) {
    ContactLink link = links.get(key);
    LinkingContactState contact = contacts.get(key);
    LinkingMatch match = ValueAndTimestamp.getValueOrNull(matches.get(key));
    String phone = link == null ? null : NewcomerRecords.unownedPhone(link);
    if (link == null || phone == null || contact == null || match == null) {
      return; // no longer unknown, or gone
    }
    if (standsSince(link) > now || !rules.makesClients(link.getTenant())) {
      return; // decided anew meanwhile: that has a row of its own
    }
    if (!phone.equals(match.getMatchKey())) {
      due.add(now + stableAfterMillis, key); // another phone is being looked up
      return;
    }
    LinkingNewcomer newcomer = NewcomerRecords.newcomer(link, phone, contact, rules, now);
    String address = new TenantKey(link.getTenant(), Address.ofPhone(phone)).text();
    context.forward(new Record<>(address, newcomer, now));
  }
}
