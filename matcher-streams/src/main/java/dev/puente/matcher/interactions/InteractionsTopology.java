package dev.puente.matcher.interactions;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.Interaction;
import dev.puente.matcher.serde.InternalSerde;
import dev.puente.matcher.state.InteractionClientState;
import dev.puente.matcher.state.InteractionContactState;
import dev.puente.matcher.state.InteractionMessage;
import dev.puente.schemas.key.TenantKey;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Messages of linked contacts.
 *
 * <pre>
 * events ─┐                            clients (erased) ─┐
 *         ├─ interaction-teller ─ interactions ──────────┴─ interaction-viewer
 * links ──┘  (interaction-contacts,                         (interaction-view)
 *             interaction-backlog)
 * </pre>
 */
public final class InteractionsTopology {
  private InteractionsTopology() {}

  /** The stores that both parts need. */
  public static List<StoreBuilder<?>> stores() {
    return List.of(
        store(InteractionNames.CONTACT_STORE, InteractionContactState.class),
        store(InteractionNames.BACKLOG_STORE, InteractionMessage.class),
        store(InteractionNames.VIEW_STORE, InteractionMessage.class),
        store(InteractionNames.VIEW_HEAD_STORE, InteractionClientState.class));
  }

  /**
   * What is published, keyed {@code tenant:clientId}.
   *
   * @param events all events
   * @param links decisions, also those that changed nothing; null values: the contact is gone
   * @param stores what else is read, in the same task
   * @param deployment first part of our marker
   * @param textAllowed whether a tenant allows the text of messages
   */
  public static KStream<String, Interaction> interactions(
      KStream<String, ChatwootEvent> events,
      KStream<String, ContactLink> links,
      InteractionTeller.Stores stores,
      String deployment,
      Predicate<String> textAllowed) {
    KStream<String, InteractionInput> messages =
        events
            .filter((key, event) -> MessageReader.shows(event), Named.as("interaction-messages"))
            .mapValues(InteractionInput.Message::new, Named.as("interaction-messages-value"));
    KStream<String, InteractionInput> changes =
        links.mapValues(InteractionInput.Link::new, Named.as("interaction-links-value"));
    return messages
        .merge(changes, Named.as("interaction-inputs"))
        .processValues(
            () -> new InteractionTeller(new MessageReader(deployment, textAllowed), stores),
            Named.as(InteractionNames.TELLER),
            stores.links(),
            stores.matches(),
            stores.joined(),
            InteractionNames.CONTACT_STORE,
            InteractionNames.BACKLOG_STORE)
        .map(
            (key, interaction) ->
                KeyValue.pair(
                    new TenantKey(interaction.getTenant(), interaction.getClientId()).text(),
                    interaction),
            Named.as("interactions-key"));
  }

  /**
   * Keeps what queries read.
   *
   * @param interactions the topic
   * @param clients the topic, with as many partitions
   * @param clientStore store of the clients; the view shares its task
   */
  public static void view(
      KStream<String, Interaction> interactions,
      KStream<String, Client> clients,
      String clientStore) {
    KStream<String, ViewInput> told =
        interactions
            .filter((key, value) -> value != null, Named.as("interactions-present"))
            .mapValues(ViewInput.Told::new, Named.as("interactions-told"));
    KStream<String, ViewInput> erased =
        clients
            .filter((key, client) -> client == null, Named.as("clients-erased"))
            .mapValues(client -> new ViewInput.Erased(), Named.as("clients-erased-value"));
    told.merge(erased, Named.as("interaction-view-inputs"))
        .process(
            () -> new InteractionViewer(clientStore),
            Named.as(InteractionNames.VIEWER),
            clientStore,
            InteractionNames.VIEW_STORE,
            InteractionNames.VIEW_HEAD_STORE);
  }

  private static <V extends SpecificRecord> StoreBuilder<?> store(String name, Class<V> type) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), new InternalSerde<>(type));
  }
}
