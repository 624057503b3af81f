package dev.puente.sandbox.chatwoot.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One piece of work on the tables and the events it causes. */
public final class Tx {

  private final Tables tables;
  private final Instant now;
  private final List<Event> events = new ArrayList<>();

  Tx(Tables tables) {
    this.tables = tables;
    this.now = tables.now();
  }

  public Tables tables() {
    return tables;
  }

  /** The same time for all of the work. */
  public Instant now() {
    return now;
  }

  public void emit(Event event) {
    events.add(event);
  }

  List<Event> events() {
    return List.copyOf(events);
  }
}
