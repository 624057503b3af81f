package dev.puente.matcher.interactions;

import dev.puente.event.v1.Client;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.StoreReader;
import dev.puente.matcher.state.InteractionMessage;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The newest interactions of a client, page by page: {@code limit} rows older than the cursor
 * {@code before}.
 */
@Component
public final class InteractionsView implements QueryRoute {
  /** Most rows of a page. */
  static final int MAX_LIMIT = 100;

  private static final int DEFAULT_LIMIT = 50;
  private static final String APPLICATION = "puente-linking";
  private static final String CLIENT_STORE = "client-records";

  private final Supplier<TenantDirectory> tenants;

  /** With the settings that say who may see texts. */
  public InteractionsView(Supplier<TenantDirectory> tenants) {
    this.tenants = tenants;
  }

  @Override
  public String path() {
    return "clients/{id}/interactions";
  }

  @Override
  public String applicationId() {
    return APPLICATION;
  }

  @Override
  public String store() {
    return InteractionNames.VIEW_STORE;
  }

  @Override
  public Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores) {
    return answer(key, stores, Map.of());
  }

  @Override
  public Optional<Map<String, Object>> answer(
      TenantKey key, StoreReader stores, Map<String, String> parameters) {
    ReadOnlyKeyValueStore<String, Client> clients = stores.store(CLIENT_STORE);
    if (clients.get(key.text()) == null) {
      return Optional.empty();
    }
    String owner = key.text();
    String cursor = parameters.get("before");
    String before = cursor == null ? null : Rows.ofCursor(owner, cursor);
    int limit = limit(parameters.get("limit"));
    List<InteractionMessage> page = new ArrayList<>();
    boolean more = false;
    ReadOnlyKeyValueStore<String, InteractionMessage> rows =
        stores.store(InteractionNames.VIEW_STORE);
    try (KeyValueIterator<String, InteractionMessage> found =
        rows.reverseRange(Rows.first(owner), before == null ? Rows.end(owner) : before)) {
      while (found.hasNext() && !more) {
        KeyValue<String, InteractionMessage> row = found.next();
        if (row.key.equals(before)) {
          continue;
        }
        more = page.size() == limit;
        if (!more) {
          page.add(row.value);
        }
      }
    }
    return Optional.of(view(key, page, more));
  }

  private Map<String, Object> view(TenantKey key, List<InteractionMessage> page, boolean more) {
    boolean text =
        tenants
            .get()
            .find(key.tenant())
            .map(tenant -> tenant.has(TenantConfig.Switch.INTERACTION_TEXT))
            .orElse(false);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("client_id", key.id());
    view.put("interactions", page.stream().map(row -> view(row, text)).toList());
    if (more) {
      InteractionMessage last = page.getLast();
      view.put("next_before", Rows.cursor(last.getOccurredAt(), last.getMessageId()));
    }
    return view;
  }

  private static Map<String, Object> view(InteractionMessage row, boolean text) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("message_id", row.getMessageId());
    view.put("contact_id", row.getContactId());
    put(view, "conversation_id", row.getConversationId());
    put(view, "inbox_id", row.getInboxId());
    view.put("direction", row.getIncoming() ? "INBOUND" : "OUTBOUND");
    view.put("at", Instant.ofEpochMilli(row.getOccurredAt()).toString());
    put(view, "content_type", row.getContentType());
    view.put("length", row.getContentLength());
    put(view, "text", text ? row.getText() : null);
    view.put("from_puente", row.getFromPuente());
    put(view, "notification_id", row.getNotificationId());
    return view;
  }

  private static void put(Map<String, Object> view, String name, @Nullable Object value) {
    if (value != null) {
      view.put(name, value);
    }
  }

  /** The gateway checks it; another caller gets what is possible. */
  private static int limit(@Nullable String text) {
    return text != null && text.matches("[1-9]\\d{0,3}")
        ? Math.min(Integer.parseInt(text), MAX_LIMIT)
        : DEFAULT_LIMIT;
  }
}
