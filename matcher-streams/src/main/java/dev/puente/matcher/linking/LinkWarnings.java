package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingWanted;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells with a published link which attributes of its client do not fit. The decision comes first
 * and knows nothing of attributes, so a link whose client has too many is published twice.
 */
final class LinkWarnings
    implements FixedKeyProcessor<String, @Nullable LinkingWanted, ContactLink> {
  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, ContactLink> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, ContactLink> links;

  @Override
  public void init(FixedKeyProcessorContext<String, ContactLink> processorContext) {
    context = processorContext;
    links = processorContext.getStateStore(TopologyNames.LINK_STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, @Nullable LinkingWanted> record) {
    LinkingWanted wanted = record.value();
    ContactLink link = links.get(record.key());
    String client = LinkRecords.linkedClient(link);
    if (wanted == null
        || link == null
        || client == null
        || !client.equals(wanted.getTarget().getClientId())) {
      return;
    }
    LinkingClientCard card = wanted.getCard();
    List<String> names = card == null ? List.of() : card.getLeftOut();
    int count = card == null ? 0 : card.getDropped();
    if (!names.equals(link.getLeftOut()) || count != link.getLeftOutCount()) {
      ContactLink warned =
          ContactLink.newBuilder(link).setLeftOut(names).setLeftOutCount(count).build();
      links.put(record.key(), warned);
      context.forward(record.withValue(warned));
    }
  }

  /** A link that stays with its client stays with what was told of it. */
  static void keep(@Nullable ContactLink before, ContactLink after) {
    String client = LinkRecords.linkedClient(after);
    if (before != null && client != null && client.equals(LinkRecords.linkedClient(before))) {
      after.setLeftOut(before.getLeftOut());
      after.setLeftOutCount(before.getLeftOutCount());
    }
  }
}
