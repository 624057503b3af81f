package dev.puente.sandbox.chatwoot.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook of an account. */
public final class WebhookRow {
  public final long id;
  public final long accountId;
  public final String secret;
  public String url;
  public @Nullable String name;
  public @Nullable Long inboxId;
  public List<String> subscriptions;

  public WebhookRow(
      long id, long accountId, String secret, String url, List<String> subscriptions) {
    this.id = id;
    this.accountId = accountId;
    this.secret = secret;
    this.url = url;
    this.subscriptions = List.copyOf(subscriptions);
  }
}
