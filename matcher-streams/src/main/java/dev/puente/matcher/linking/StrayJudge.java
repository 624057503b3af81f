package dev.puente.matcher.linking;

import dev.puente.matcher.linking.domain.Strays;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingStray;
import dev.puente.schemas.key.TenantKey;
import java.util.SortedMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Tells where a client is known what of a contact's attributes is the client's data. */
final class StrayJudge implements Processor<String, LinkingStray, String, LinkingStray> {
  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<String, LinkingStray> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingClientCard> cards;

  @Override
  public void init(ProcessorContext<String, LinkingStray> processorContext) {
    context = processorContext;
    cards = processorContext.getStateStore(TopologyNames.CARD_TABLE);
  }

  @Override
  public void process(Record<String, LinkingStray> record) {
    LinkingStray stray = record.value();
    LinkingClientCard card = ValueAndTimestamp.getValueOrNull(cards.get(record.key()));
    SortedMap<String, Object> ours =
        Strays.ofClient(stray.getAttributes(), card == null ? null : card.getAttributes());
    if (!ours.isEmpty()) {
      LinkingStray judged = LinkingStray.newBuilder(stray).setAttributes(ours).build();
      String contact = TenantKey.ofContact(stray.getTenant(), stray.getContactId()).text();
      context.forward(record.withKey(contact).withValue(judged));
    }
  }
}
