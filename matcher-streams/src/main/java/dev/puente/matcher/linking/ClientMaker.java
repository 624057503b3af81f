package dev.puente.matcher.linking;

import dev.puente.event.v1.Client;
import dev.puente.matcher.linking.domain.Newcomers;
import dev.puente.matcher.state.LinkingNewcomer;
import dev.puente.matcher.state.LinkingOwners;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The one place that makes clients of contacts: all contacts of a phone meet here, where its owners
 * are known, and that a client was made is noted in the transaction that makes it.
 */
final class ClientMaker implements Processor<String, LinkingNewcomer, String, Client> {
  private final RulesSource source;
  private final int clientPartitions;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<String, Client> context;

  /** Kept by {@link OwnersProcessor}, too; this class only notes that a phone is known. */
  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingOwners> phones;

  @SuppressWarnings("NullAway.Init") // set by init
  private SettledClients settled;

  @SuppressWarnings("NullAway.Init") // set by init
  private WaitingNewcomers waiting;

  /** The rules of the record or tick that is worked on. */
  @SuppressWarnings("NullAway.Init") // set by process and tick
  private TenantRules rules;

  ClientMaker(RulesSource source, int clientPartitions) {
    this.source = source;
    this.clientPartitions = clientPartitions;
  }

  @Override
  public void init(ProcessorContext<String, Client> processorContext) {
    context = processorContext;
    phones = processorContext.getStateStore(TopologyNames.OWNER_SUMMARY_STORE);
    settled =
        new SettledClients(
            processorContext.getStateStore(TopologyNames.SETTLED_STORE), clientPartitions);
    waiting =
        new WaitingNewcomers(processorContext.getStateStore(TopologyNames.NEWCOMER_WAITING_STORE));
    processorContext.schedule(RulesSweep.TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick());
  }

  private void tick() {
    rules = source.now();
    waiting.tick(
        context.currentSystemTimeMs(),
        this::decidable,
        (key, newcomer) -> make(key, newcomer, new RecordHeaders()));
  }

  @Override
  public void process(Record<String, LinkingNewcomer> record) {
    rules = source.now();
    if (decidable(record.value())) {
      make(record.key(), record.value(), record.headers());
    } else {
      waiting.add(record.key(), record.value());
    }
  }

  /**
   * Whether the contact and all clients were read by the same number rules and settings: otherwise
   * an owner may still be missing.
   */
  private boolean decidable(LinkingNewcomer newcomer) {
    String tenant = newcomer.getTenant();
    return newcomer.getRulesVersion().equals(rules.version(tenant))
        && settled.testAnew(rules, tenant);
  }

  private void make(String key, LinkingNewcomer newcomer, Headers headers) {
    LinkingOwners phone = OwnerRows.orNobody(phones.get(key));
    Newcomers.Answer answer =
        Newcomers.answer(
            phone.getCount() + phone.getYieldingCount(),
            phone.getInactiveCount(),
            phone.getKnownBefore());
    if (answer == Newcomers.Answer.MAKE && rules.makesClients(newcomer.getTenant())) {
      LinkingOwners noted = LinkingOwners.newBuilder(phone).setKnownBefore(true).build();
      noted.setRulesVersion(newcomer.getRulesVersion());
      phones.put(key, noted);
      long now = context.currentSystemTimeMs();
      Client client = NewcomerRecords.client(newcomer, Instant.ofEpochMilli(now));
      String clientKey = new TenantKey(client.getTenant(), client.getClientId()).text();
      context.forward(new Record<>(clientKey, client, now, headers));
    }
  }
}
