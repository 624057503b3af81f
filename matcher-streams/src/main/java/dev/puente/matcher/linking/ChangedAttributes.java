package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads {@code changed_attributes}: a list of objects with one changed column each. */
final class ChangedAttributes {
  static final String CONTACT_UPDATED = "contact_updated";

  private final JsonMapper json = JsonMapper.builder().build();

  /** Former and new value of a column; a missing node when it did not change. */
  JsonNode of(ChatwootEvent event, String column) {
    if (!event.getChangedAttributes().contains(column)) {
      return MissingNode.getInstance();
    }
    try {
      for (JsonNode change : json.readTree(event.getRaw()).path("changed_attributes")) {
        if (change.has(column)) {
          return change.path(column);
        }
      }
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
    return MissingNode.getInstance();
  }

  /**
   * The contact's own clock: {@code changed_attributes} lists {@code updated_at} with every change,
   * frozen at the moment of the change (Chatwoot app/listeners/base_listener.rb, 4.16).
   */
  @Nullable Instant clock(ChatwootEvent event) {
    JsonNode value = of(event, "updated_at").path("current_value");
    try {
      return value.isString()
          ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.stringValue(), Instant::from)
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
