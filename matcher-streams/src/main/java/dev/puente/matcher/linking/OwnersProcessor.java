package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingOwner;
import dev.puente.matcher.state.LinkingOwnerChange;
import dev.puente.matcher.state.LinkingOwners;
import dev.puente.schemas.key.TenantKey;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps who has each phone, and publishes the first limit + 1 owners by client id. A change reads
 * one or two rows, however many owners there are or were, and the published value depends on the
 * set of owners only, not on the order in which they came.
 */
final class OwnersProcessor implements FixedKeyProcessor<String, LinkingOwnerChange, OwnersOutput> {
  private final RulesSource source;
  private final int clientPartitions;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, OwnersOutput> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private OwnerRows rows;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingOwners> summaries;

  @SuppressWarnings("NullAway.Init") // set by init
  private SettledClients settled;

  @SuppressWarnings("NullAway.Init") // set by init
  private RulesSweep<LinkingOwners> sweep;

  /** The rules of the record or tick that is worked on. */
  @SuppressWarnings("NullAway.Init") // set by begin
  private TenantRules rules;

  OwnersProcessor(RulesSource source, int clientPartitions) {
    this.source = source;
    this.clientPartitions = clientPartitions;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, OwnersOutput> processorContext) {
    context = processorContext;
    rows =
        new OwnerRows(
            processorContext.getStateStore(TopologyNames.OWNER_ROW_STORE),
            processorContext.getStateStore(TopologyNames.OTHER_ROW_STORE));
    summaries = processorContext.getStateStore(TopologyNames.OWNER_SUMMARY_STORE);
    settled =
        new SettledClients(
            processorContext.getStateStore(TopologyNames.SETTLED_STORE), clientPartitions);
    sweep =
        new RulesSweep<>(
            TenantRules::version,
            summaries,
            processorContext.getStateStore(TopologyNames.OWNER_RULES_STORE));
    processorContext.schedule(RulesSweep.TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick());
  }

  private void tick() {
    begin();
    sweep.tick(rules, tenant -> settled.test(rules, tenant), this::reread, tenant -> {});
  }

  /** One view of the settings for all that follows. */
  private void begin() {
    rules = source.now();
    sweep.look(rules, tenant -> {});
  }

  @Override
  public void process(FixedKeyRecord<String, LinkingOwnerChange> record) {
    begin();
    TenantKey key = TenantKey.parse(record.key());
    LinkingOwnerChange change = record.value();
    if (change.getSettledPartition() != null) {
      // What was decided while a partition was between two versions is decided anew.
      if (settled.add(key.tenant(), change.getSettledPartition(), change.getRulesVersion())) {
        sweep.again(rules, key.tenant());
      }
      return;
    }
    LinkingOwners before = OwnerRows.orNobody(summaries.get(record.key()));
    LinkingOwners after = LinkingOwners.newBuilder(before).build();
    boolean left = rows.apply(record.key(), change, after, most(key.tenant()));
    if (left && rules.makesClients(key.tenant())) {
      after.setKnownBefore(true);
    }
    keep(key, before, after).forEach(output -> context.forward(record.withValue(output)));
  }

  /** Counts the owners of a known phone by the present limit. */
  private void reread(String key, String version) {
    LinkingOwners before = summaries.get(key);
    if (before != null && !version.equals(before.getRulesVersion())) {
      TenantKey parsed = TenantKey.parse(key);
      LinkingOwners after = LinkingOwners.newBuilder(before).build();
      rows.reread(key, after, most(parsed.tenant()));
      long now = context.currentSystemTimeMs();
      keep(parsed, before, after)
          .forEach(output -> context.forward(OwnKeys.record(key, output, now)));
    }
  }

  private int most(String tenant) {
    return rules.ownerLimit(tenant) + 1;
  }

  private List<OwnersOutput> keep(TenantKey key, LinkingOwners before, LinkingOwners after) {
    long owners = after.getCount() > 0 ? after.getCount() : after.getYieldingCount();
    after.setOverLimit(owners > rules.ownerLimit(key.tenant()));
    after.setRulesVersion(version(key.tenant(), before, after));
    store(key, after);
    return OwnerRecords.outputs(key, before, after);
  }

  private void store(TenantKey key, LinkingOwners phone) {
    boolean clients = phone.getCount() + phone.getYieldingCount() + phone.getInactiveCount() > 0;
    if (clients || phone.getKnownBefore()) {
      summaries.put(key.text(), phone);
    } else {
      summaries.delete(key.text());
    }
  }

  /**
   * By which version the owners are complete. Until every partition of clients has read all of the
   * tenant's phones by the present rules, an owner may still be missing: then the same owners stay
   * what they were, and changed ones are decided by no version.
   */
  private String version(String tenant, LinkingOwners before, LinkingOwners after) {
    String present = rules.version(tenant);
    List<LinkingOwner> owners = OwnerRecords.counting(after);
    if (settled.test(rules, tenant)) {
      boolean all = owners.stream().allMatch(o -> o.getRulesVersion().equals(present));
      return all ? present : "";
    }
    List<String> former = OwnerRecords.ids(OwnerRecords.counting(before));
    return former.equals(OwnerRecords.ids(owners)) && before.getOverLimit() == after.getOverLimit()
        ? before.getRulesVersion()
        : "";
  }
}
