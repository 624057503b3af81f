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
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one row for each phone and owner, and publishes the first limit + 1 owners by client id. A
 * change reads one or two rows, however many owners there are or were, and the published value
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
    keep(key, before, change).forEach(output -> context.forward(record.withValue(output)));
  }

  /** Counts the owners of a known phone by the present limit. */
  private void reread(String key, String version) {
    LinkingOwners row = summaries.get(key);
    if (row != null && !version.equals(row.getRulesVersion())) {
      long now = context.currentSystemTimeMs();
      TenantKey parsed = TenantKey.parse(key);
      int most = rules.ownerLimit(parsed.tenant()) + 1;
      keep(parsed, row, row.getCount(), behind(key, null, most))
          .forEach(output -> context.forward(OwnKeys.record(key, output, now)));
    }
  }

  private List<OwnersOutput> keep(TenantKey key, LinkingOwners before, LinkingOwnerChange change) {
    String row = key.text() + Keys.SEPARATOR + change.getClientId();
    int known = rows.get(row) == null ? 0 : 1;
    int most = rules.ownerLimit(key.tenant()) + 1;
    boolean complete = before.getOwners().size() == Math.min(before.getCount(), most);
    List<LinkingOwner> first = complete ? before.getOwners() : behind(key.text(), null, most);
    if (change.getPresent()) {
      LinkingOwner owner =
          new LinkingOwner(change.getClientId(), change.getDisplayName(), change.getRulesVersion());
      rows.put(row, owner);
      return keep(key, before, before.getCount() + 1 - known, FirstOwners.with(first, owner, most));
    }
    rows.delete(row);
    return keep(
        key,
        before,
        before.getCount() - known,
        FirstOwners.without(
            first, change.getClientId(), most, (id, wanted) -> behind(key.text(), id, wanted)));
  }

  private List<OwnersOutput> keep(
      TenantKey key, LinkingOwners before, long count, List<LinkingOwner> first) {
    boolean overLimit = count > rules.ownerLimit(key.tenant());
    LinkingOwners after = new LinkingOwners(count, first, overLimit, "");
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

  private List<LinkingOwner> behind(String address, @Nullable String clientId, int most) {
    String start = address + Keys.SEPARATOR;
    String from = clientId == null ? start : start + clientId + Keys.SEPARATOR;
    List<LinkingOwner> found = new ArrayList<>();
    try (KeyValueIterator<String, LinkingOwner> iterator =
        rows.range(from, address + Keys.BEHIND_SEPARATOR)) {
      while (found.size() < most && iterator.hasNext()) {
        found.add(iterator.next().value);
      }
    }
    return found;
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
