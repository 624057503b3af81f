package dev.puente.sandbox.chatwoot.webhook;

import dev.puente.sandbox.chatwoot.journal.Journal;
import dev.puente.sandbox.chatwoot.journal.JournalEntry;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.service.Messages;
import dev.puente.sandbox.chatwoot.view.WebhookPayload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens after a commit: an event is turned into payloads from the rows as they are then, one
 * for each receiver, and sent once. Deliveries about one contact keep their order unless a fault
 * shuffles them; real servers promise no order at all. {@code delivered + failed = sent}, and what
 * did not fit a queue is counted in {@link #dropped}.
 */
public final class Outbox implements AutoCloseable {

  private static final int WORKERS = 10;
  private static final int EVENT_CAPACITY = 200_000;
  private static final int DELIVERY_CAPACITY = 20_000;

  private final Database database;
  private final Journal journal;
  private final InstantSource clock;
  private final WebhookFaults faults = new WebhookFaults();
  private final Timer timer = new Timer();
  private final RandomGenerator random;
  private final Sender sender;
  private final ChannelSender channel;
  private final Lanes<Delivery> deliveries;
  private final Lanes<Event> events;

  /**
   * @param random of the shuffling; used by one thread
   * @param timeout for opening a connection and for the answer, each
   */
  public Outbox(
      Database database,
      Journal journal,
      InstantSource clock,
      RandomGenerator random,
      Duration timeout,
      StatusProgress progress) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.random = random;
    this.sender = new Sender(timeout, clock);
    this.channel = new ChannelSender(database, timer, progress);
    this.deliveries = new Lanes<>("sim-webhook", WORKERS, DELIVERY_CAPACITY, this::send);
    this.events = new Lanes<>("sim-dispatcher", 1, EVENT_CAPACITY, this::dispatch);
  }

  /** Takes an event. Never blocks. */
  public void offer(Event event) {
    events.offer(0, event);
  }

  public WebhookFaults faults() {
    return faults;
  }

  public void progress(StatusProgress progress) {
    channel.progress(progress);
  }

  /** Events and deliveries that found their queue full. */
  public long dropped() {
    return events.dropped() + deliveries.dropped() + timer.dropped();
  }

  /** Whether nothing is queued, in work or waiting for its time. */
  public boolean isIdle() {
    return events.pending() == 0 && deliveries.pending() == 0 && timer.pending() == 0;
  }

  private void dispatch(Event event) {
    if (event.name().equals(Event.SEND_REPLY)) {
      channel.send(event.id());
      return;
    }
    for (Delivery delivery : database.read(tables -> prepare(tables, event))) {
      for (int copy = 0; copy < faults.copies(); copy++) {
        boolean sameId = copy == 0 || faults.sameDeliveryId();
        enqueue(sameId ? delivery : withId(delivery, UUID.randomUUID().toString()));
      }
    }
  }

  private static List<Delivery> prepare(Tables tables, Event event) {
    List<Receiver> receivers = Receiver.of(tables, event);
    ObjectNode payload = receivers.isEmpty() ? null : WebhookPayload.of(tables, event);
    List<Delivery> prepared = new ArrayList<>();
    if (payload != null) {
      byte[] body = Json.bytes(payload);
      long conversationId = conversationId(tables, event);
      for (Receiver receiver : receivers) {
        prepared.add(new Delivery(event, receiver, tables.uuid(), body, conversationId));
      }
    }
    return prepared;
  }

  private static long conversationId(Tables tables, Event event) {
    ConversationRow conversation =
        switch (event.subject()) {
          case MESSAGE -> {
            MessageRow message = tables.messages.get(event.id());
            yield message == null ? null : tables.conversations.find(message.conversationId);
          }
          case CONVERSATION -> tables.conversations.find(event.id());
          case CONTACT, CONTACT_INBOX -> null;
        };
    return conversation == null ? 0 : conversation.displayId;
  }

  private static Delivery withId(Delivery delivery, String id) {
    return new Delivery(
        delivery.event(), delivery.receiver(), id, delivery.body(), delivery.conversationId());
  }

  private void enqueue(Delivery delivery) {
    if (faults.takeDrop()) {
      note(delivery, false, "lost by order");
      return;
    }
    long within = faults.shuffleWithin().toNanos();
    if (within == 0) {
      deliveries.offer(delivery.event().lane(), delivery);
      return;
    }
    int lane = random.nextInt(WORKERS);
    timer.after(Duration.ofNanos(random.nextLong(within)), () -> deliveries.offer(lane, delivery));
  }

  private void send(Delivery delivery) {
    try {
      Optional<String> failure = sender.send(delivery);
      note(delivery, failure.isEmpty(), failure.orElse("2xx"));
      if (failure.isPresent() && delivery.receiver().apiInbox()) {
        markFailed(delivery.event(), failure.get());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** CONTRACT 1.5: a failed API-inbox webhook fails the message, also an incoming one. */
  private void markFailed(Event event, String error) {
    if (event.subject() == Event.Subject.MESSAGE) {
      database.write(
          tx -> {
            MessageRow message = tx.tables().messages.get(event.id());
            if (message != null) {
              Messages.setStatus(tx, message, "failed", error);
            }
            return true;
          });
    }
  }

  private void note(Delivery delivery, boolean delivered, String outcome) {
    Event event = delivery.event();
    journal.add(
        new JournalEntry.Delivery(
            clock.instant(),
            event.accountId(),
            event.lane(),
            orNull(delivery.conversationId()),
            event.name(),
            event.id(),
            delivery.id(),
            delivery.receiver().url(),
            delivered,
            outcome));
  }

  private static @Nullable Long orNull(long id) {
    return id == 0 ? null : id;
  }

  @Override
  public void close() {
    timer.close();
    events.close();
    deliveries.close();
    sender.close();
  }
}
