package dev.puente.sandbox.chatwoot.driver;

import dev.puente.sandbox.chatwoot.fault.FaultHandle;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.fault.Faults;
import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.RateLimit;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.journal.Journal;
import dev.puente.sandbox.chatwoot.journal.JournalEntry;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.Delivery;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.chatwoot.journal.JournalViews;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.webhook.Outbox;
import dev.puente.sandbox.chatwoot.webhook.StatusProgress;
import dev.puente.sandbox.chatwoot.webhook.WebhookFaults;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The simulator's own controls by HTTP: journal, faults, throttle, status progress. */
public final class ControlApi {

  private static final int MOST_ENTRIES = 10_000;

  private final Journal journal;
  private final Faults faults;
  private final RateLimit rateLimit;
  private final Outbox outbox;

  public ControlApi(Journal journal, Faults faults, RateLimit rateLimit, Outbox outbox) {
    this.journal = journal;
    this.faults = faults;
    this.rateLimit = rateLimit;
    this.outbox = outbox;
  }

  public void addTo(Routes routes) {
    routes
        .add("GET", "/sim/journal", this::journal)
        .add("GET", "/sim/idle", call -> Reply.ok(Json.object().put("idle", outbox.isIdle())))
        .add("GET", "/sim/faults", call -> Reply.ok(faults()))
        .add("POST", "/sim/faults", this::install)
        .add("DELETE", "/sim/faults", this::clear)
        .add("DELETE", "/sim/faults/{fault}", this::remove)
        .add("POST", "/sim/faults/{fault}/release", this::release)
        .add("POST", "/sim/webhook-faults", this::webhookFaults)
        .add("POST", "/sim/rate-limit", this::rateLimit)
        .add("POST", "/sim/status-progress", this::statusProgress);
  }

  private Reply journal(Call call) {
    Params params = call.params();
    List<Journal.Numbered> found = journal.after(params.number("after", 0), wanted(params));
    long limit = Math.clamp(params.number("limit", MOST_ENTRIES), 0, MOST_ENTRIES);
    ArrayNode entries = Json.array();
    found.stream().limit(limit).forEach(entry -> entries.add(JournalViews.of(entry)));
    return Reply.ok(
        Json.object()
            .put("dropped", journal.dropped())
            .put("has_more", found.size() > limit)
            .set("entries", entries));
  }

  private static Predicate<JournalEntry> wanted(Params params) {
    Long account = params.number("account_id");
    Long contact = params.number("contact_id");
    Long conversation = params.number("conversation_id");
    String kind = params.presence("kind");
    return entry ->
        (account == null || account.equals(entry.accountId()))
            && (contact == null || contact.equals(entry.contactId()))
            && (conversation == null || conversation.equals(entry.conversationId()))
            && (kind == null || kind.equals(kind(entry)));
  }

  private static String kind(JournalEntry entry) {
    return switch (entry) {
      case ApiRequest request -> "request";
      case MessageCreated message -> "message";
      case Delivery delivery -> "delivery";
    };
  }

  private Reply install(Call call) {
    return Reply.ok(view(faults.install(spec(call.params()))));
  }

  private static FaultSpec spec(Params params) {
    FaultSpec spec =
        FaultSpec.on(params.presence("method"), params.text("path", "/**"))
            .skip(Math.toIntExact(params.number("skip", 0)))
            .times(Math.toIntExact(params.number("times", Integer.MAX_VALUE)))
            .delay(Duration.ofMillis(params.number("delay_ms", 0)));
    int status = Math.toIntExact(params.number("status", 503));
    spec =
        switch (params.text("effect", params.has("status") ? "answer" : "pass")) {
          case "pass" -> spec;
          case "answer" -> spec.answer(status);
          case "act-and-answer" -> spec.actAndAnswer(status);
          case "cut-before-acting" -> spec.cutBeforeActing();
          case "cut-after-acting" -> spec.cutAfterActing();
          case "cut-within-answer" -> spec.cutWithinAnswer();
          case "act-late" -> spec.actLate(Duration.ofMillis(params.number("late_ms", 1000)));
          default ->
              throw Problem.error(
                  422,
                  "effect is pass, answer, act-and-answer, cut-before-acting, cut-after-acting,"
                      + " cut-within-answer or act-late");
        };
    return params.flag("hold") ? spec.holdAnswer() : spec;
  }

  private ArrayNode faults() {
    ArrayNode list = Json.array();
    faults.all().forEach(handle -> list.add(view(handle)));
    return list;
  }

  private static ObjectNode view(FaultHandle handle) {
    FaultSpec spec = handle.spec();
    return Json.object()
        .put("id", handle.id())
        .put("method", spec.method())
        .put("path", spec.path())
        .put("effect", spec.effect().text())
        .put("hits", handle.hits());
  }

  private Reply clear(Call call) {
    faults.clear();
    outbox.faults().clear();
    return Reply.ok(faults());
  }

  private Reply remove(Call call) {
    faults.remove(handle(call));
    return Reply.ok(faults());
  }

  private Reply release(Call call) {
    handle(call).release();
    return Reply.ok(faults());
  }

  private FaultHandle handle(Call call) {
    return faults.find(call.id("fault")).orElseThrow(Problem::notFound);
  }

  private Reply webhookFaults(Call call) {
    Params params = call.params();
    WebhookFaults webhooks = outbox.faults();
    webhooks.shuffle(Duration.ofMillis(params.number("shuffle_ms", 0)));
    webhooks.duplicate(
        Math.toIntExact(params.number("copies", 1)), !"false".equals(params.text("same_id")));
    webhooks.drop(Math.toIntExact(params.number("drop", 0)));
    return Reply.ok(params.node());
  }

  private Reply rateLimit(Call call) {
    Params params = call.params();
    rateLimit.limit(
        Math.toIntExact(params.number("per_minute", 0)),
        Math.toIntExact(params.number("searches_per_minute", 0)));
    return Reply.ok(params.node());
  }

  private Reply statusProgress(Call call) {
    Params params = call.params();
    String until = params.text("until", "read").toUpperCase(Locale.ROOT);
    try {
      outbox.progress(
          new StatusProgress(
              StatusProgress.Until.valueOf(until),
              Duration.ofMillis(params.number("step_ms", 200))));
    } catch (IllegalArgumentException unknown) {
      throw Problem.error(422, "until is queued, sent, delivered or read");
    }
    return Reply.ok(params.node());
  }
}
