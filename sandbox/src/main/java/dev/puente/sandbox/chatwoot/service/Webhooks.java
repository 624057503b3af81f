package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.WebhookRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.rules.Problem.Violation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Account webhooks ({@code app/models/webhook.rb}). */
public final class Webhooks {

  /** Every event name that a subscription may hold (CONTRACT 1.2). */
  public static final List<String> EVENTS =
      List.of(
          "conversation_status_changed",
          "conversation_updated",
          "conversation_created",
          "contact_created",
          "contact_updated",
          "message_created",
          "message_updated",
          "webwidget_triggered",
          "inbox_created",
          "inbox_updated",
          "conversation_typing_on",
          "conversation_typing_off");

  private Webhooks() {}

  /**
   * @throws Problem 422 for a bad or known URL, for unknown events or none
   */
  public static WebhookRow create(Tx tx, long accountId, Params fields) {
    Tables tables = tx.tables();
    String url = fields.text("url", "");
    List<String> subscriptions = fields.texts("subscriptions");
    check(tables, accountId, null, url, subscriptions);
    WebhookRow webhook =
        new WebhookRow(
            tables.ids.next(Ids.Table.WEBHOOK),
            accountId,
            fields.text("secret", tables.token()),
            url,
            subscriptions);
    webhook.name = fields.text("name");
    webhook.inboxId = fields.number("inbox_id");
    tables.webhooks.put(webhook.id, webhook);
    return webhook;
  }

  /**
   * @throws Problem 422 as {@link #create}
   */
  public static void update(Tx tx, WebhookRow webhook, Params fields) {
    String url = fields.text("url", webhook.url);
    List<String> subscriptions =
        fields.has("subscriptions") ? fields.texts("subscriptions") : webhook.subscriptions;
    check(tx.tables(), webhook.accountId, webhook, url, subscriptions);
    webhook.url = url;
    webhook.subscriptions = List.copyOf(subscriptions);
    if (fields.has("name")) {
      webhook.name = fields.text("name");
    }
  }

  /**
   * @throws Problem 404
   */
  public static WebhookRow require(Tables tables, long accountId, long id) {
    WebhookRow webhook = tables.webhooks.get(id);
    if (webhook == null || webhook.accountId != accountId) {
      throw Problem.notFound();
    }
    return webhook;
  }

  private static void check(
      Tables tables,
      long accountId,
      @Nullable WebhookRow self,
      String url,
      List<String> subscriptions) {
    List<Violation> broken = new ArrayList<>();
    if (tables.webhooks.values().stream()
        .anyMatch(
            other -> other != self && other.accountId == accountId && other.url.equals(url))) {
      broken.add(new Violation("url", "Url has already been taken"));
    }
    if (!isHttp(url)) {
      broken.add(new Violation("url", "Url is invalid"));
    }
    if (subscriptions.isEmpty() || !EVENTS.containsAll(subscriptions)) {
      broken.add(new Violation("subscriptions", "Subscriptions Invalid events"));
    }
    if (!broken.isEmpty()) {
      throw Problem.invalid(broken);
    }
  }

  private static boolean isHttp(String url) {
    try {
      String scheme = URI.create(url).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
