package dev.puente.matcher.linking;

import dev.puente.event.v1.Client;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingClientState;
import dev.puente.matcher.state.LinkingOwner;
import dev.puente.matcher.state.LinkingOwnerChange;
import dev.puente.matcher.state.LinkingOwners;
import dev.puente.matcher.state.LinkingPhoneOwners;
import dev.puente.schemas.topic.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/**
 * Clients to their addresses, to what an agent sees of them, and to the owners of each phone.
 *
 * <pre>
 * clients ── client-differ ─┬─ addresses (client/…)
 *            (client-states)├─ table of cards, for the join
 *                           └─ [by phone] ── phone-owners ─┬─ client-phones
 *                                                          └─ table of owners, for the join
 * </pre>
 */
final class ClientsTopology {
  private ClientsTopology() {}

  /**
   * What others join with.
   *
   * @param cards what an agent sees, keyed {@code tenant:clientId}
   * @param owners who owns a phone, keyed {@code tenant:phone/<key>}
   */
  record Tables(
      KTable<String, LinkingClientCard> cards, KTable<String, LinkingPhoneOwners> owners) {}

  static Tables addTo(Steps steps, RulesSource rules, KStream<String, Client> clients) {
    Topics topics = steps.context().topics();
    steps.store(Client.class, TopologyNames.CLIENT_STORE);
    steps.store(LinkingClientState.class, TopologyNames.CLIENT_STATE_STORE);
    steps.textStore(TopologyNames.CLIENT_RULES_STORE);
    KStream<String, ClientOutput> outputs =
        clients.processValues(
            () -> new ClientProcessor(rules, steps.context().firstRead()),
            Named.as(TopologyNames.CLIENT_DIFFER),
            TopologyNames.CLIENT_STORE,
            TopologyNames.CLIENT_STATE_STORE,
            TopologyNames.CLIENT_RULES_STORE);
    steps.sink(
        steps
            .only(outputs, ClientOutput.Addressed.class, "client-addresses")
            .map(
                (key, output) -> KeyValue.pair(output.recipientKey(), output.address()),
                Named.as("client-addresses-key")),
        topics.addresses(),
        "client-addresses");
    KTable<String, LinkingClientCard> cards =
        steps.table(
            steps
                .only(outputs, ClientOutput.Card.class, "client-card-changes")
                .mapValues(ClientOutput.Card::card, Named.as("client-card-changes-value")),
            LinkingClientCard.class,
            TopologyNames.CARD_TABLE);
    return new Tables(cards, owners(steps, rules, outputs));
  }

  private static KTable<String, LinkingPhoneOwners> owners(
      Steps steps, RulesSource rules, KStream<String, ClientOutput> clients) {
    steps.store(LinkingOwner.class, TopologyNames.OWNER_ROW_STORE);
    steps.store(LinkingOwner.class, TopologyNames.OTHER_ROW_STORE);
    steps.store(LinkingOwners.class, TopologyNames.OWNER_SUMMARY_STORE);
    steps.textStore(TopologyNames.OWNER_RULES_STORE);
    steps.textStore(TopologyNames.SETTLED_STORE);
    KStream<String, LinkingOwnerChange> settled =
        steps
            .only(clients, ClientOutput.Settled.class, "clients-settled")
            .map(
                (key, output) -> KeyValue.pair(output.key(), output.change()),
                Named.as("clients-settled-key"));
    KStream<String, LinkingOwnerChange> changes =
        steps
            .only(clients, ClientOutput.Owns.class, "client-owns")
            .map(
                (key, output) -> KeyValue.pair(output.addressKey(), output.change()),
                Named.as("client-owns-key"))
            .merge(settled, Named.as("client-owns-settled"));
    KStream<String, OwnersOutput> outputs =
        steps
            .repartition(
                changes,
                LinkingOwnerChange.class,
                TopologyNames.OWNER_CHANGES,
                ClientsTopology::partitions)
            .processValues(
                () -> new OwnersProcessor(rules, steps.context().partitions()),
                Named.as(TopologyNames.OWNERS),
                TopologyNames.OWNER_ROW_STORE,
                TopologyNames.OTHER_ROW_STORE,
                TopologyNames.OWNER_SUMMARY_STORE,
                TopologyNames.OWNER_RULES_STORE,
                TopologyNames.SETTLED_STORE);
    steps.sink(
        steps
            .only(outputs, OwnersOutput.Published.class, "client-phones")
            .mapValues(OwnersOutput.Published::phone, Named.as("client-phones-value")),
        steps.context().topics().clientPhones(),
        "client-phones");
    return steps.table(
        steps
            .only(outputs, OwnersOutput.Joinable.class, "phone-owner-view")
            .mapValues(OwnersOutput.Joinable::owners, Named.as("phone-owner-view-value")),
        LinkingPhoneOwners.class,
        TopologyNames.OWNERS_TABLE);
  }

  /** Every partition hears what speaks of a whole partition of clients; the rest goes by key. */
  private static Optional<Set<Integer>> partitions(
      String topic, String key, LinkingOwnerChange change, int count) {
    return change.getSettledPartition() == null
        ? Optional.empty()
        : Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
  }
}
