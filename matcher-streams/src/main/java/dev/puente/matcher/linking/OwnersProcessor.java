package dev.puente.matcher.linking;

import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.PhoneOwner;
import dev.puente.matcher.state.LinkingOwner;
import dev.puente.matcher.state.LinkingOwnerChange;
import dev.puente.matcher.state.LinkingOwners;
import dev.puente.matcher.state.LinkingPhoneOwners;
import dev.puente.schemas.key.TenantKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one row for each phone and owner, and publishes the first limit + 1 owners by client id. A
 * change reads at most limit + 1 rows, however many owners there are, and the published value
 * depends on the set of owners only, not on the order in which they came.
 */
final class OwnersProcessor implements FixedKeyProcessor<String, LinkingOwnerChange, OwnersOutput> {
  private static final LinkingOwners NOBODY = new LinkingOwners(0L, List.of(), false, "");
  private static final int ADDRESS_PREFIX_LENGTH = "phone/".length();

  private final TenantRules rules;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, OwnersOutput> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingOwner> rows;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingOwners> summaries;

  OwnersProcessor(TenantRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, OwnersOutput> processorContext) {
    context = processorContext;
    rows = processorContext.getStateStore(TopologyNames.OWNER_ROW_STORE);
    summaries = processorContext.getStateStore(TopologyNames.OWNER_SUMMARY_STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, LinkingOwnerChange> record) {
    TenantKey key = TenantKey.parse(record.key());
    LinkingOwners stored = summaries.get(record.key());
    LinkingOwners before = stored == null ? NOBODY : stored;
    long count = before.getCount() + apply(record.key(), record.value());
    int limit = rules.ownerLimit(key.tenant());
    LinkingOwners after =
        new LinkingOwners(count, first(record.key(), limit + 1), count > limit, "");
    if (count > 0) {
      summaries.put(record.key(), after);
    } else {
      summaries.delete(record.key());
    }
    List<OwnersOutput> outputs = outputs(key, before, after);
    outputs.forEach(output -> context.forward(record.withValue(output)));
  }

  /** Applies the change to the rows; the difference in their number. */
  private int apply(String address, LinkingOwnerChange change) {
    String row = address + Keys.SEPARATOR + change.getClientId();
    boolean known = rows.get(row) != null;
    if (change.getPresent()) {
      rows.put(
          row,
          new LinkingOwner(
              change.getClientId(), change.getDisplayName(), change.getRulesVersion()));
      return known ? 0 : 1;
    }
    rows.delete(row);
    return known ? -1 : 0;
  }

  private List<LinkingOwner> first(String address, int wanted) {
    List<LinkingOwner> first = new ArrayList<>();
    try (StringSerializer text = new StringSerializer();
        KeyValueIterator<String, LinkingOwner> iterator =
            rows.prefixScan(address + Keys.SEPARATOR, text)) {
      while (first.size() < wanted && iterator.hasNext()) {
        first.add(iterator.next().value);
      }
    }
    return first;
  }

  private static List<OwnersOutput> outputs(
      TenantKey key, LinkingOwners before, LinkingOwners after) {
    List<OwnersOutput> outputs = new ArrayList<>();
    boolean sameOwners = before.getOwners().equals(after.getOwners());
    if (!sameOwners || before.getOverLimit() != after.getOverLimit()) {
      outputs.add(new OwnersOutput.Published(published(key, after)));
    }
    LinkingPhoneOwners joinable = joinable(after);
    LinkingPhoneOwners former = joinable(before);
    if (joinable == null ? former != null : !joinable.equals(former)) {
      outputs.add(new OwnersOutput.Joinable(joinable));
    }
    return outputs;
  }

  private static @Nullable LinkingPhoneOwners joinable(LinkingOwners owners) {
    return owners.getCount() == 0
        ? null
        : new LinkingPhoneOwners(
            owners.getOwners().stream().map(LinkingOwner::getClientId).toList(),
            owners.getOverLimit(),
            owners.getRulesVersion());
  }

  private static @Nullable ClientPhone published(TenantKey key, LinkingOwners owners) {
    return owners.getCount() == 0
        ? null
        : new ClientPhone(
            key.tenant(),
            key.id().substring(ADDRESS_PREFIX_LENGTH),
            owners.getOwners().stream()
                .map(o -> new PhoneOwner(o.getClientId(), o.getDisplayName()))
                .toList(),
            owners.getOverLimit());
  }
}
