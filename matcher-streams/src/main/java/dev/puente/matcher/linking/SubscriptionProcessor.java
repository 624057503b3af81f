package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.Subscription;
import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.event.v1.SubscriptionStatusChanged;
import dev.puente.matcher.failure.UnprocessableRecordException;
import dev.puente.schemas.key.TenantKey;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps each pre-registration; the first form of an id wins. */
final class SubscriptionProcessor
    implements FixedKeyProcessor<String, SubscriptionInput, SubscriptionOutput> {
  private final RulesSource source;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, SubscriptionOutput> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, Subscription> store;

  /** The rules of the record that is worked on. */
  @SuppressWarnings("NullAway.Init") // set by process
  private TenantRules rules;

  SubscriptionProcessor(RulesSource source) {
    this.source = source;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, SubscriptionOutput> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(TopologyNames.SUBSCRIPTION_STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, SubscriptionInput> record) {
    rules = source.now();
    TenantKey key = Keys.parse(record.key());
    Subscription before = store.get(record.key());
    List<SubscriptionOutput> outputs =
        switch (record.value()) {
          case SubscriptionInput.Changed(SubscriptionChange change) -> changed(key, before, change);
          case SubscriptionInput.Answered(CommandResult result) -> answered(key, before, result);
        };
    outputs.forEach(output -> context.forward(record.withValue(output)));
  }

  private List<SubscriptionOutput> changed(
      TenantKey key, @Nullable Subscription before, SubscriptionChange change) {
    Keys.checked(key.text(), change.getTenant(), change.getSubscriptionId());
    return switch (change.getBody()) {
      case SubscriptionCreated form when before == null -> {
        Subscription created = SubscriptionRecords.created(key, form, change.getAt(), rules);
        long version = change.getAt().toEpochMilli();
        yield List.of(
            keep(key, created),
            new SubscriptionOutput.Addressed(SubscriptionRecords.recipient(created, version)),
            new SubscriptionOutput.Wanted(SubscriptionRecords.wanted(created, version, rules)));
      }
      case SubscriptionCreated repeated -> List.of();
      case SubscriptionStatusChanged edited
          when edited.getOrigin().equals(StatusEdits.FROM_CHATWOOT)
              && !SubscriptionRecords.accepts(before, edited, change.getAt()) ->
          List.of();
      case SubscriptionStatusChanged changed when before != null ->
          status(key, before, change, changed);
      default -> throw new UnprocessableRecordException("UNKNOWN_SUBSCRIPTION");
    };
  }

  private List<SubscriptionOutput> status(
      TenantKey key,
      Subscription before,
      SubscriptionChange change,
      SubscriptionStatusChanged changed) {
    if (changed.getStatus().equals(before.getStatus())) {
      return List.of();
    }
    boolean toWrite = !changed.getOrigin().equals(StatusEdits.FROM_CHATWOOT);
    Subscription after =
        SubscriptionRecords.withStatus(
            before, changed.getStatus(), changed.getOrigin(), toWrite, change.getAt());
    SubscriptionOutput published = keep(key, after);
    if (!toWrite) {
      return List.of(published);
    }
    long version =
        Math.max(change.getAt().toEpochMilli(), before.getUpdatedAt().toEpochMilli() + 1);
    return List.of(
        published,
        new SubscriptionOutput.Wanted(SubscriptionRecords.wanted(after, version, rules)));
  }

  private List<SubscriptionOutput> answered(
      TenantKey key, @Nullable Subscription before, CommandResult result) {
    if (before == null) {
      return List.of();
    }
    String hash = CommandIds.hashOf(result.getCommandId());
    boolean newest = SubscriptionRecords.contentHash(before).startsWith(hash);
    Subscription after = SubscriptionRecords.answered(before, result, newest);
    if (after.equals(before)) {
      return List.of();
    }
    SubscriptionOutput published = keep(key, after);
    if (Objects.equals(after.getChatwootContactId(), before.getChatwootContactId())) {
      return List.of(published);
    }
    long version = after.getUpdatedAt().toEpochMilli();
    return List.of(
        published, new SubscriptionOutput.Addressed(SubscriptionRecords.recipient(after, version)));
  }

  private SubscriptionOutput keep(TenantKey key, Subscription subscription) {
    store.put(key.text(), subscription);
    return new SubscriptionOutput.Published(subscription);
  }
}
