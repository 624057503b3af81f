package dev.puente.matcher.notifying.processor;

import static java.util.Objects.requireNonNull;

import dev.puente.event.v1.NotificationOutcome;
import dev.puente.matcher.failure.UnprocessableRecordException;
import dev.puente.matcher.notifying.config.NotifyingSettings;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.ledger.Ledger;
import dev.puente.matcher.notifying.ledger.LedgerChange;
import dev.puente.matcher.notifying.ledger.LedgerEffect;
import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.schemas.key.TenantKey;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger of one partition. It alone writes outcomes. */
public final class LedgerProcessor implements Processor<String, LedgerEvent, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerProcessor.class);

  private final NotifyingSettings settings;
  private final Alarms alarms;
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable KeyValueStore<String, LedgerRow> rows;
  private @Nullable LedgerIndex index;

  /** A ledger with these numbers. */
  public LedgerProcessor(NotifyingSettings settings, Alarms alarms) {
    this.settings = settings;
    this.alarms = alarms;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    rows = processorContext.getStateStore(StoreNames.LEDGER);
    KeyValueStore<Bytes, byte[]> store = processorContext.getStateStore(StoreNames.LEDGER_INDEX);
    index = new LedgerIndex(store);
    processorContext.schedule(
        settings.housekeepingInterval(), PunctuationType.WALL_CLOCK_TIME, this::tidy);
  }

  @Override
  public void process(Record<String, LedgerEvent> record) {
    if (record.key() == null || record.key().indexOf(':') < 1) {
      throw new UnprocessableRecordException("BAD_KEY");
    }
    TenantKey key = TenantKey.parse(record.key());
    if (key.id().startsWith(ReceiptReader.BY_MESSAGE)) {
      byMessage(key, record.value());
    } else {
      apply(key, record.value());
    }
  }

  /** Under the id of a message: remembers whose it is, and passes receipts on. */
  private void byMessage(TenantKey key, LedgerEvent event) {
    LedgerIndex messages = requireNonNull(index);
    if (event instanceof LedgerEvent.Alias alias) {
      messages.putAlias(key.text(), alias.occurrence());
      messages.file(key.text(), alias.filedAt() + settings.dedupe().toMillis());
    } else if (event instanceof LedgerEvent.Receipt receipt) {
      String occurrence = messages.alias(key.text());
      if (occurrence != null) {
        int hash = occurrence.indexOf('#');
        String id = hash < 0 ? occurrence : occurrence.substring(0, hash);
        forward(
            key.tenant() + ':' + id,
            new LedgerEvent.Receipt(occurrence, receipt.state(), receipt.reason(), receipt.ref()),
            Children.LEDGER_TO_LEDGER);
      }
    }
  }

  private void apply(TenantKey key, LedgerEvent event) {
    KeyValueStore<String, LedgerRow> store = requireNonNull(rows);
    long now = now();
    LedgerRow before = store.get(key.text());
    LedgerChange change = Ledger.apply(before, key.tenant(), key.id(), event, now);
    LedgerRow after = change.row();
    if (after != null && !after.equals(before)) {
      store.put(key.text(), after);
    }
    if (after != null && before == null) {
      requireNonNull(index).file(key.text(), now + settings.dedupe().toMillis());
    }
    change.effects().forEach(effect -> follow(key, effect, now));
    if (after != null && change.publish()) {
      publish(key, after);
    }
  }

  private void follow(TenantKey key, LedgerEffect effect, long now) {
    switch (effect) {
      case LedgerEffect.ToMailbox e ->
          forward(key.tenant() + ':' + e.address(), e.event(), Children.LEDGER_TO_MAILBOX);
      case LedgerEffect.FileAlias e ->
          forward(
              key.tenant() + ':' + ReceiptReader.BY_MESSAGE + e.messageId(),
              new LedgerEvent.Alias(e.occurrence(), now),
              Children.LEDGER_TO_LEDGER);
      case LedgerEffect.DuplicateDetected _ -> {
        alarms.duplicate(key.tenant());
        LOG.error(
            "two messages of one occurrence exist tenant={} notificationId={}",
            key.tenant(),
            key.id());
      }
    }
  }

  private void publish(TenantKey key, LedgerRow row) {
    NotificationOutcome outcome = OutcomeMaker.of(row);
    String trace = row.wish() == null ? null : row.wish().traceparent();
    String content = "outcome|" + key.text() + '|' + row.acceptedAt() + '|' + row.revision();
    Headers headers = HeaderMaker.of(trace, content, key.tenant(), outcome);
    requireNonNull(context)
        .forward(new Record<>(key.text(), outcome, now(), headers), Children.OUTCOMES);
  }

  private void forward(String key, Object value, String child) {
    requireNonNull(context).forward(new Record<>(key, value, now(), new RecordHeaders()), child);
  }

  private long now() {
    return requireNonNull(context).currentSystemTimeMs();
  }

  /** Removes what was kept long enough, in bounded steps. */
  private void tidy(long now) {
    LedgerIndex days = requireNonNull(index);
    for (int step = 0; step < settings.tickSteps(); step++) {
      LedgerIndex.Filed filed = days.first(now);
      if (filed == null) {
        return;
      }
      days.unfile(filed);
      remove(filed.key(), now);
    }
  }

  private void remove(String key, long now) {
    KeyValueStore<String, LedgerRow> store = requireNonNull(rows);
    LedgerRow row = store.get(key);
    if (row == null) {
      requireNonNull(index).deleteAlias(key);
    } else if (Ledger.disposable(row, now, settings.dedupe().toMillis())) {
      store.delete(key);
    } else {
      requireNonNull(index).file(key, now);
    }
  }
}
