package dev.puente.sandbox.chatwoot;

import dev.puente.sandbox.chatwoot.api.ChatwootApi;
import dev.puente.sandbox.chatwoot.driver.ControlApi;
import dev.puente.sandbox.chatwoot.driver.Driver;
import dev.puente.sandbox.chatwoot.driver.DriverApi;
import dev.puente.sandbox.chatwoot.driver.PageApi;
import dev.puente.sandbox.chatwoot.driver.RareEvents;
import dev.puente.sandbox.chatwoot.fault.Faults;
import dev.puente.sandbox.chatwoot.http.FaultyCall;
import dev.puente.sandbox.chatwoot.http.HttpFront;
import dev.puente.sandbox.chatwoot.http.RateLimit;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.journal.Journal;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.webhook.Outbox;
import dev.puente.sandbox.chatwoot.webhook.StatusProgress;
import dev.puente.sandbox.chatwoot.webhook.WebhookFaults;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * A running simulator of Chatwoot v4.16.2 on a loopback port: the Application API, the public
 * client API, signed webhooks, controls under {@code /sim} and a page at {@code /}. State lives in
 * memory and ends with it. Thread-safe; several may run in one JVM.
 */
public final class ChatwootSimulator implements AutoCloseable {

  private final Journal journal;
  private final Outbox outbox;
  private final Driver driver;
  private final RareEvents rareEvents;
  private final Faults faults = new Faults();
  private final RateLimit rateLimit;
  private final HttpFront front;

  private ChatwootSimulator(SimulatorSettings settings) throws IOException {
    journal = new Journal(settings.journalLimit());
    rateLimit = new RateLimit(settings.clock());
    AtomicReference<CommitListener> listener = new AtomicReference<>();
    Database database =
        new Database(
            settings.clock(),
            random(settings.seed()),
            (tables, events) -> listener.get().accept(tables, events));
    outbox =
        new Outbox(
            database,
            journal,
            settings.clock(),
            random(settings.seed()),
            settings.webhookTimeout(),
            settings.statusProgress());
    listener.set(new CommitListener(journal, outbox));
    driver = new Driver(database);
    rareEvents = new RareEvents(database);
    Routes own = new Routes();
    new DriverApi(driver).addTo(own);
    new ControlApi(journal, faults, rateLimit, outbox).addTo(own);
    new PageApi(database).addTo(own);
    Routes api = ChatwootApi.routes(database, settings.clock(), settings.messagesPerMinute());
    FaultyCall calls = new FaultyCall(api, faults, rateLimit, journal, settings.clock());
    try {
      front = new HttpFront(settings.port(), own, calls, faults);
    } catch (IOException portTaken) {
      outbox.close();
      throw portTaken;
    }
  }

  private static RandomGenerator random(long seed) {
    return seed == 0 ? new SecureRandom() : new Random(seed);
  }

  /**
   * Starts a simulator.
   *
   * @throws IOException when the port cannot be opened
   */
  public static ChatwootSimulator start(SimulatorSettings settings) throws IOException {
    return new ChatwootSimulator(settings);
  }

  /** Such as {@code http://127.0.0.1:3000}, without a slash at the end. */
  public URI baseUrl() {
    return front.baseUrl();
  }

  /** What persons, agents and operators do. */
  public Driver driver() {
    return driver;
  }

  /** Greetings, automation, typing, files, the widget. */
  public RareEvents rareEvents() {
    return rareEvents;
  }

  /** Faults of the API. */
  public Faults faults() {
    return faults;
  }

  /** Faults of webhook delivery. */
  public WebhookFaults webhookFaults() {
    return outbox.faults();
  }

  public RateLimit rateLimit() {
    return rateLimit;
  }

  public Journal journal() {
    return journal;
  }

  /** Changes how far messages sent on WhatsApp go by themselves, from the next message on. */
  public void statusProgress(StatusProgress progress) {
    outbox.progress(progress);
  }

  /** Whether no event, webhook or status step is under way. */
  public boolean isIdle() {
    return outbox.isIdle();
  }

  /** Webhooks and steps that were dropped because a queue was full. */
  public long droppedDeliveries() {
    return outbox.dropped();
  }

  /** Stops everything within some seconds; deliveries under way are broken off. */
  @Override
  public void close() {
    front.close();
    outbox.close();
  }
}
