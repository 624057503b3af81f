package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingContactOfClient;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps one row for each client and contact; queries read them. */
final class ContactsOfClientProcessor
    implements Processor<String, LinkingContactOfClient, Void, Void> {
  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private KeyValueStore<String, LinkingContactOfClient> rows;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    rows = context.getStateStore(TopologyNames.CLIENT_CONTACT_STORE);
  }

  @Override
  public void process(Record<String, LinkingContactOfClient> record) {
    LinkingContactOfClient contact = record.value();
    String row = record.key() + Keys.SEPARATOR + contact.getContactId();
    if (contact.getState() == null) {
      rows.delete(row);
    } else {
      rows.put(row, contact);
    }
  }
}
