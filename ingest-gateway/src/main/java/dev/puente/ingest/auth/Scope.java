package dev.puente.ingest.auth;

import java.util.Locale;

/** What a key allows. Names in settings are in lower case. */
public enum Scope {
  /** Send, cancel and reschedule notifications, and see their timelines. */
  NOTIFY,
  /** Write and see clients; change the state of pre-registrations. */
  CLIENTS,
  /** Override links, and see them. */
  LINKS,
  /** See everything, change nothing. */
  READ;

  /** The name in settings. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
