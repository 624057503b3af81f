package dev.puente.matcher.interactions;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.Interaction;
import dev.puente.matcher.state.InteractionClientState;
import dev.puente.matcher.state.InteractionMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest interactions of each client for queries. It is in the task of the clients
 * themselves: an erased client takes its rows along, and what comes after that is not kept.
 */
final class InteractionViewer implements Processor<String, ViewInput, Void, Void> {
  /** Rows of a client that are kept for certain. */
  static final int KEPT_ROWS = 1_000;

  /** Rows above {@link #KEPT_ROWS} before they are removed together. */
  static final int SURPLUS_ROWS = 100;

  /** As long as the topic keeps them. */
  static final Duration KEPT_FOR = Duration.ofDays(90);

  private final String clientStore;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<Void, Void> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, Client> clients;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, InteractionMessage> rows;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, InteractionClientState> heads;

  InteractionViewer(String clientStore) {
    this.clientStore = clientStore;
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    clients = processorContext.getStateStore(clientStore);
    rows = processorContext.getStateStore(InteractionNames.VIEW_STORE);
    heads = processorContext.getStateStore(InteractionNames.VIEW_HEAD_STORE);
    Sweep<InteractionClientState> sweep = new Sweep<>(heads);
    processorContext.schedule(
        Sweep.INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> sweep.step(this::expire));
  }

  @Override
  public void process(Record<String, ViewInput> record) {
    switch (record.value()) {
      case ViewInput.Told(Interaction interaction) -> told(record.key(), interaction);
      case ViewInput.Erased erased -> erase(record.key());
    }
  }

  private void told(String client, Interaction interaction) {
    if (clients.get(client) == null) {
      return;
    }
    String row =
        Rows.ofTime(client, interaction.getOccurredAt().toEpochMilli(), interaction.getMessageId());
    boolean added =
        rows.putIfAbsent(row, InteractionStates.row(interaction, context.currentSystemTimeMs()))
            == null;
    if (!added) {
      return;
    }
    InteractionClientState head = heads.get(client);
    if (head == null) {
      heads.put(client, new InteractionClientState(1, row));
      return;
    }
    int count = head.getRows() + 1;
    String lowest = row.compareTo(head.getLowest()) < 0 ? row : head.getLowest();
    if (count <= KEPT_ROWS + SURPLUS_ROWS) {
      heads.put(client, new InteractionClientState(count, lowest));
    } else {
      remove(client, new InteractionClientState(count, lowest), count - KEPT_ROWS, null);
    }
  }

  private void erase(String client) {
    InteractionClientState head = heads.get(client);
    if (head != null) {
      remove(client, head, Integer.MAX_VALUE, null);
    }
  }

  private void expire(String client, InteractionClientState head) {
    InteractionMessage lowest = rows.get(head.getLowest());
    long oldest = context.currentSystemTimeMs() - KEPT_FOR.toMillis();
    if (lowest == null || lowest.getStoredAt() < oldest) {
      remove(client, head, Integer.MAX_VALUE, oldest);
    }
  }

  /** Removes the oldest rows: so many, and only those stored before a time, when it is given. */
  private void remove(
      String client, InteractionClientState head, int most, @Nullable Long storedBefore) {
    List<String> removed = new ArrayList<>();
    String lowest = null;
    // From the lowest row on: tombstones lie before it.
    try (KeyValueIterator<String, InteractionMessage> found =
        rows.range(head.getLowest(), Rows.end(client))) {
      while (found.hasNext() && lowest == null) {
        KeyValue<String, InteractionMessage> row = found.next();
        boolean goes =
            removed.size() < most
                && (storedBefore == null || row.value.getStoredAt() < storedBefore);
        if (goes) {
          removed.add(row.key);
        } else {
          lowest = row.key;
        }
      }
    }
    removed.forEach(rows::delete);
    if (lowest == null) {
      heads.delete(client);
    } else {
      heads.put(client, new InteractionClientState(head.getRows() - removed.size(), lowest));
    }
  }
}
