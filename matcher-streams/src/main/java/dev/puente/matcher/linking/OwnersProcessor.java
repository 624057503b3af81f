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
import java.util.Objects;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.PunctuationType;
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
  private final int clientPartitions;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, OwnersOutput> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingOwner> rows;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingOwners> summaries;

  @SuppressWarnings("NullAway.Init") // set by init
  private SettledClients settled;

  @SuppressWarnings("NullAway.Init") // set by init
  private RulesSweep<LinkingOwners> sweep;

  OwnersProcessor(TenantRules rules, int clientPartitions) {
    this.rules = rules;
    this.clientPartitions = clientPartitions;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, OwnersOutput> processorContext) {
    context = processorContext;
    rows = processorContext.getStateStore(TopologyNames.OWNER_ROW_STORE);
    summaries = processorContext.getStateStore(TopologyNames.OWNER_SUMMARY_STORE);
    settled =
        new SettledClients(
            rules, processorContext.getStateStore(TopologyNames.SETTLED_STORE), clientPartitions);
    sweep =
        new RulesSweep<>(
            rules, summaries, processorContext.getStateStore(TopologyNames.OWNER_RULES_STORE));
    processorContext.schedule(
        RulesSweep.TICK,
        PunctuationType.WALL_CLOCK_TIME,
        time -> sweep.tick(settled::test, this::reread, tenant -> {}));
  }

  @Override
  public void process(FixedKeyRecord<String, LinkingOwnerChange> record) {
    TenantKey key = TenantKey.parse(record.key());
    LinkingOwnerChange change = record.value();
    if (change.getSettledPartition() != null) {
      settled.add(key.tenant(), change.getSettledPartition(), change.getRulesVersion());
      return;
    }
    LinkingOwners stored = summaries.get(record.key());
    LinkingOwners before = stored == null ? NOBODY : stored;
    long count = before.getCount() + apply(record.key(), change);
    List<OwnersOutput> outputs = keep(key, before, count);
    outputs.forEach(output -> context.forward(record.withValue(output)));
  }

  /** Counts the owners of a known phone by the present limit. */
  private void reread(String key, String version) {
    LinkingOwners row = summaries.get(key);
    if (row != null && !version.equals(row.getRulesVersion())) {
      long now = context.currentSystemTimeMs();
      keep(TenantKey.parse(key), row, row.getCount())
          .forEach(output -> context.forward(OwnKeys.record(key, output, now)));
    }
  }

  private List<OwnersOutput> keep(TenantKey key, LinkingOwners before, long count) {
    int limit = rules.ownerLimit(key.tenant());
    LinkingOwners after = new LinkingOwners(count, first(key.text(), limit + 1), count > limit, "");
    after.setRulesVersion(version(key.tenant(), before, after));
    if (count > 0) {
      summaries.put(key.text(), after);
    } else {
      summaries.delete(key.text());
    }
    return outputs(key, before, after);
  }

  /**
   * By which version the owners are complete. Until every partition of clients has read all of the
   * tenant's phones by the present rules, an owner may still be missing: then the same owners stay
   * what they were, and changed ones are decided by no version.
   */
  private String version(String tenant, LinkingOwners before, LinkingOwners after) {
    String present = rules.version(tenant);
    if (settled.test(tenant)) {
      boolean all = after.getOwners().stream().allMatch(o -> o.getRulesVersion().equals(present));
      return all ? present : "";
    }
    return ids(before).equals(ids(after)) && before.getOverLimit() == after.getOverLimit()
        ? before.getRulesVersion()
        : "";
  }

  private static List<String> ids(LinkingOwners owners) {
    return owners.getOwners().stream().map(LinkingOwner::getClientId).toList();
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
    ClientPhone phone = published(key, after);
    boolean samePhone = Objects.equals(phone, published(key, before));
    if (!samePhone) {
      outputs.add(new OwnersOutput.Published(phone));
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
