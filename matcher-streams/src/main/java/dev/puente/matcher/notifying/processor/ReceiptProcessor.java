package dev.puente.matcher.notifying.processor;

import static java.util.Objects.requireNonNull;

import dev.puente.event.v1.ChatwootEvent;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes receipts out of the webhooks, for the ledger. */
public final class ReceiptProcessor
    implements Processor<String, @Nullable ChatwootEvent, String, Object> {
  private final ReceiptReader reader;
  private @Nullable ProcessorContext<String, Object> context;

  /** Receipts of messages whose marker begins with this deployment. */
  public ReceiptProcessor(String deployment) {
    this.reader = new ReceiptReader(deployment);
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<String, @Nullable ChatwootEvent> record) {
    ChatwootEvent event = record.value();
    ReceiptReader.Found found = event == null ? null : reader.read(event);
    if (event != null && found != null) {
      String key = event.getTenant() + ':' + found.id();
      requireNonNull(context)
          .forward(
              new Record<>(key, found.receipt(), record.timestamp(), new RecordHeaders()),
              Children.RECEIPTS_TO_LEDGER);
    }
  }
}
