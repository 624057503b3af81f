package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.EventContact;
import dev.puente.matcher.linking.domain.Strays;
import dev.puente.matcher.state.LinkingStray;
import dev.puente.matcher.state.LinkingSyncState;
import dev.puente.schemas.key.TenantKey;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Finds events of contacts that show a client's attributes which nobody wrote to them. */
final class StrayFinder implements Processor<String, ChatwootEvent, String, LinkingStray> {
  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<String, LinkingStray> context;

  /** Kept by {@link SyncProcessor}; this class only looks. */
  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingSyncState> states;

  /** Kept by {@link LinkProcessor}. */
  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, ContactLink> links;

  @Override
  public void init(ProcessorContext<String, LinkingStray> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(TopologyNames.SYNC_STORE);
    links = processorContext.getStateStore(TopologyNames.LINK_STORE);
  }

  @Override
  public void process(Record<String, ChatwootEvent> record) {
    ChatwootEvent event = record.value();
    EventContact contact = event.getContact();
    String client =
        contact == null
            ? null
            : Strays.clientShown(event.getTenant(), contact.getCustomAttributes());
    if (contact == null || client == null || client.indexOf(Keys.SEPARATOR) >= 0) {
      return;
    }
    Keys.checked(record.key(), event.getTenant(), Long.toString(contact.getId()));
    LinkingSyncState state = states.get(record.key());
    boolean usual = state != null && client.equals(state.getActedClientId());
    boolean stray =
        !usual
            && LinkRecords.stoodAt(links.get(record.key()), event.getReceivedAt())
            && Strays.unexplained(
                client,
                state == null ? null : SyncStates.plan(state),
                state == null ? 0 : state.getVersion(),
                event.getReceivedAt().toEpochMilli());
    if (stray) {
      LinkingStray found =
          new LinkingStray(
              event.getTenant(), contact.getId(), client, contact.getCustomAttributes());
      String clientKey = new TenantKey(event.getTenant(), client).text();
      context.forward(new Record<>(clientKey, found, record.timestamp()));
    }
  }
}
