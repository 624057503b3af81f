package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.Client;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingClientState;
import dev.puente.matcher.state.LinkingOwnerChange;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.key.TenantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps each client's record and tells what differs from what was published of it. */
final class ClientProcessor implements FixedKeyProcessor<String, @Nullable Client, ClientOutput> {
  private static final String UNSETTLED = "";

  private final RulesSource source;
  private final BooleanSupplier firstRead;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, ClientOutput> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, Client> clients;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingClientState> states;

  @SuppressWarnings("NullAway.Init") // set by init
  private RulesSweep<LinkingClientState> sweep;

  /** The rules of the record or tick that is worked on. */
  @SuppressWarnings("NullAway.Init") // set by begin
  private TenantRules rules;

  /**
   * A processor.
   *
   * @param firstRead whether the clients that were there at the start have been read: before, their
   *     partition has not told by which rules all of them are read
   */
  ClientProcessor(RulesSource source, BooleanSupplier firstRead) {
    this.source = source;
    this.firstRead = firstRead;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, ClientOutput> processorContext) {
    context = processorContext;
    clients = processorContext.getStateStore(TopologyNames.CLIENT_STORE);
    states = processorContext.getStateStore(TopologyNames.CLIENT_STATE_STORE);
    sweep =
        new RulesSweep<>(
            TenantRules::clientsVersion,
            states,
            processorContext.getStateStore(TopologyNames.CLIENT_RULES_STORE));
    processorContext.schedule(RulesSweep.TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick());
  }

  private void tick() {
    begin();
    sweep.tick(
        rules,
        tenant -> firstRead.getAsBoolean(),
        this::reread,
        tenant -> tellPartitions(tenant, rules.version(tenant)));
  }

  /** One view of the settings for all that follows. */
  private void begin() {
    rules = source.now();
    sweep.look(rules, tenant -> tellPartitions(tenant, UNSETTLED));
  }

  @Override
  public void process(FixedKeyRecord<String, @Nullable Client> record) {
    begin();
    Client client = record.value();
    TenantKey key =
        client == null
            ? Keys.parse(record.key())
            : Keys.checked(record.key(), client.getTenant(), client.getClientId());
    LinkingClientState before = states.get(record.key());
    List<ClientOutput> outputs =
        client == null ? erased(key, before) : changed(key, before, client);
    if (client != null) {
      clients.put(key.text(), client);
    }
    outputs.forEach(output -> context.forward(record.withValue(output)));
  }

  /** Reads a known client by the present rules; what it tells is only what differs. */
  private void reread(String key, String version) {
    LinkingClientState row = states.get(key);
    Client client = clients.get(key);
    if (row != null && client != null) {
      send(key, changed(TenantKey.parse(key), row, client));
    }
  }

  /**
   * Tells every partition of phones by which version all clients of the tenant here are read. The
   * marker lies between the changes that it speaks of: it follows those of that version, and an
   * empty one precedes the first change by another version.
   */
  private void tellPartitions(String tenant, String version) {
    int partition = context.taskId().partition();
    String key = new TenantKey(tenant, "settled/" + partition).text();
    LinkingOwnerChange marker =
        LinkingOwnerChange.newBuilder()
            .setClientId("")
            .setPresent(false)
            .setRulesVersion(version)
            .setSettledPartition(partition)
            .build();
    send(key, List.of(new ClientOutput.Settled(key, marker)));
  }

  private void send(String key, List<ClientOutput> outputs) {
    long now = context.currentSystemTimeMs();
    outputs.forEach(output -> context.forward(OwnKeys.record(key, output, now)));
  }

  private List<ClientOutput> changed(
      TenantKey key, @Nullable LinkingClientState before, Client client) {
    LinkingClientState after = ClientStates.state(key.tenant(), client, rules);
    LinkingClientCard card = ClientStates.card(key.tenant(), client, rules);
    after.setCardHash(card.getHash());
    if (before != null) {
      after.setVersion(Math.max(after.getVersion(), before.getVersion() + 1));
    }
    List<ClientOutput> outputs = owned(key, before, after);
    if (before == null || !before.getCardHash().equals(card.getHash())) {
      outputs.add(new ClientOutput.Card(card));
    }
    Address address = ClientStates.address(key.tenant(), key.id(), after);
    if (before == null || !sameAddress(key, before, address)) {
      outputs.add(new ClientOutput.Addressed(recipientKey(key), address));
    } else {
      after.setVersion(before.getVersion());
    }
    if (!after.equals(before)) {
      states.put(key.text(), after);
    }
    return outputs;
  }

  private List<ClientOutput> erased(TenantKey key, @Nullable LinkingClientState before) {
    if (before == null) {
      return List.of();
    }
    clients.delete(key.text());
    states.delete(key.text());
    LinkingClientState nothing = LinkingClientState.newBuilder(before).build();
    nothing.setPhoneKeys(List.of());
    nothing.setRulesVersion(rules.version(key.tenant()));
    List<ClientOutput> outputs = owned(key, before, nothing);
    outputs.add(new ClientOutput.Card(null));
    outputs.add(new ClientOutput.Addressed(recipientKey(key), null));
    return outputs;
  }

  private static List<ClientOutput> owned(
      TenantKey key, @Nullable LinkingClientState before, LinkingClientState after) {
    List<String> former = before == null ? List.of() : before.getPhoneKeys();
    boolean told =
        before != null
            && (!Objects.equals(before.getDisplayName(), after.getDisplayName())
                || before.getStanding() != after.getStanding()
                || !before.getRulesVersion().equals(after.getRulesVersion()));
    List<ClientOutput> outputs = new ArrayList<>();
    var all = new TreeSet<>(former);
    all.addAll(after.getPhoneKeys());
    for (String phone : all) {
      boolean has = after.getPhoneKeys().contains(phone);
      if (has != former.contains(phone) || (has && told)) {
        outputs.add(
            new ClientOutput.Owns(
                addressKey(key.tenant(), phone),
                LinkingOwnerChange.newBuilder()
                    .setClientId(key.id())
                    .setDisplayName(after.getDisplayName())
                    .setPresent(has)
                    .setRulesVersion(after.getRulesVersion())
                    .setStanding(after.getStanding())
                    .build()));
      }
    }
    return outputs;
  }

  private static boolean sameAddress(TenantKey key, LinkingClientState before, Address address) {
    Address former = ClientStates.address(key.tenant(), key.id(), before);
    former.setVersion(address.getVersion());
    return former.equals(address);
  }

  private static String addressKey(String tenant, String phoneKey) {
    return new TenantKey(tenant, dev.puente.schemas.key.Address.ofPhone(phoneKey)).text();
  }

  private static String recipientKey(TenantKey key) {
    return new Recipient.ByClient(key.id()).key(key.tenant()).text();
  }
}
