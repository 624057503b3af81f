package dev.puente.ingest.subscription;

import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.ingest.json.Fields;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.web.PublicUrls;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes forms and wanted changes of their state. */
public final class Subscriptions {
  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
  private static final Pattern STATUS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final EventPublisher publisher;
  private final Topics topics;
  private final PhoneKeys phoneKeys;
  private final InstantSource clock;
  private final EventIdSource ids;
  private final FormIdentities identities;
  private final Options options;
  private final IdempotentAnswers answers;
  private final SubscriptionViews views;
  private final PublicUrls urls;
  private final FormReader reader = new FormReader();
  private final JsonMapper mapper = JsonMapper.builder().build();

  /**
   * Settings of the form.
   *
   * @param redirectUrls where the page goes next, by tenant; {@code {subscription_id}} is filled in
   * @param ackLimit how long an acknowledgement may take
   * @param honeypot a field that only machines fill in; empty: none
   */
  public record Options(Map<String, String> redirectUrls, Duration ackLimit, String honeypot) {}

  /** Works with these parts. */
  public Subscriptions(
      EventPublisher publisher,
      Topics topics,
      PhoneKeys phoneKeys,
      InstantSource clock,
      EventIdSource ids,
      FormIdentities identities,
      IdempotentAnswers answers,
      SubscriptionViews views,
      PublicUrls urls,
      Options options) {
    this.publisher = publisher;
    this.topics = topics;
    this.phoneKeys = phoneKeys;
    this.clock = clock;
    this.ids = ids;
    this.identities = identities;
    this.answers = answers;
    this.views = views;
    this.urls = urls;
    this.options = options;
  }

  /**
   * Takes a form.
   *
   * @param idempotencyKey made by the page; the same key with the same form gives the same answer,
   *     from any instance
   * @return the answer of the 201
   * @throws dev.puente.ingest.problem.ProblemException 422 with everything that is wrong, 409 for a
   *     key that came to this instance with another form a while ago
   */
  ObjectNode create(
      TenantConfig tenant, ObjectNode body, @Nullable String idempotencyKey, String traceParent) {
    FormReader.Reading reading = reader.read(body);
    FormData form = reading.form();
    if (form == null) {
      throw Problem.invalid(reading.problems()).exception();
    }
    String keyHash = idempotencyKey == null ? null : Hashes.sha256(idempotencyKey);
    String contentHash = Hashes.sha256(mapper.writeValueAsString(body));
    Draft draft = draft(tenant, form, keyHash, contentHash);
    if (!body.path(options.honeypot()).asString("").isBlank()) {
      log.atInfo().addKeyValue("tenant", tenant.id()).log("form dropped: honeypot");
      return draft.answer();
    }
    if (keyHash == null) {
      return store(tenant, draft, traceParent);
    }
    String key = tenant.id() + ':' + keyHash;
    IdempotentAnswers.First entry =
        new IdempotentAnswers.First(contentHash, new CompletableFuture<>());
    Optional<IdempotentAnswers.First> before = answers.begin(key, entry);
    if (before.isPresent()) {
      return repeated(before.get(), contentHash);
    }
    try {
      ObjectNode answer = store(tenant, draft, traceParent);
      entry.answer().complete(answer);
      return answer;
    } catch (RuntimeException e) {
      answers.forget(key, entry);
      entry.answer().completeExceptionally(e);
      throw e;
    }
  }

  private ObjectNode repeated(IdempotentAnswers.First before, String contentHash) {
    if (!before.contentHash().equals(contentHash)) {
      throw Problem.of(ProblemCode.ID_CONFLICT).exception();
    }
    try {
      return before.answer().get(options.ackLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(PublishException.Reason.UNREACHABLE, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new PublishException(PublishException.Reason.UNREACHABLE, e);
    }
  }

  /** A pre-registration that is not kept yet, and what the page is told. */
  private record Draft(
      FormIdentities.Identity identity, Instant at, SubscriptionCreated body, ObjectNode answer) {}

  private ObjectNode store(TenantConfig tenant, Draft draft, String traceParent) {
    String id = draft.identity().id();
    SubscriptionChange change =
        SubscriptionRecords.created(tenant.id(), id, draft.at(), draft.body());
    // A page may be closed before it repeats.
    publisher.keep(
        publication(change, draft.identity().eventId(), traceParent), options.ackLimit());
    views.remember(tenant.id(), id, SubscriptionRecords.firstView(id, draft.at(), draft.body()));
    return draft.answer();
  }

  private Draft draft(
      TenantConfig tenant, FormData form, @Nullable String keyHash, String contentHash) {
    FormIdentities.Identity identity =
        keyHash == null
            ? identities.drawn()
            : identities.derived(
                tenant.id(),
                keyHash,
                contentHash,
                OffsetDateTime.parse(form.consentAcceptedAt()).toInstant());
    String id = identity.id();
    String token = identity.token();
    String redirect =
        options.redirectUrls().getOrDefault(tenant.id(), "").replace("{subscription_id}", id);
    String status = redirect.isEmpty() ? "pre_registered" : "iniciado";
    String identifier = "puente:" + id;
    SubscriptionCreated.Builder created =
        SubscriptionCreated.newBuilder()
            .setLead(SubscriptionRecords.lead(form.lead()))
            .setLevelId(form.levelId())
            .setConsentVersion(form.consentVersion())
            .setConsentAcceptedAt(form.consentAcceptedAt())
            .setUtm(form.utm())
            .setRedirectUrl(redirect)
            .setStatus(status)
            .setChatwootIdentifier(identifier)
            .setChatwootIdentifierHash(
                tenant.hmacToken() == null
                    ? null
                    : Hashes.identifierHash(tenant.hmacToken(), identifier))
            .setCustomAttributes(SubscriptionRecords.attributes(id, status, form))
            .setRegion(tenant.region().isEmpty() ? null : tenant.region())
            .setInboxId(inbox(tenant))
            .setStatusTokenHash(Hashes.sha256(token))
            .setIdempotencyHash(keyHash);
    setPhone(created, tenant, form.lead());
    SubscriptionCreated body = created.build();
    Instant now = Instant.ofEpochMilli(clock.millis());
    return new Draft(identity, now, body, answer(tenant, id, token, body));
  }

  private ObjectNode answer(
      TenantConfig tenant, String id, String token, SubscriptionCreated body) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("subscription_id", id);
    node.put("status", body.getStatus());
    node.put("redirect_url", body.getRedirectUrl());
    node.put(
        "status_url",
        urls.of("/api/subscriptions/" + id + "?tenant=" + tenant.id() + "&token=" + token));
    node.put("chatwoot_identifier", body.getChatwootIdentifier());
    if (body.getChatwootIdentifierHash() != null) {
      node.put("chatwoot_identifier_hash", body.getChatwootIdentifierHash());
    }
    node.set("chatwoot_custom_attributes", mapper.valueToTree(body.getCustomAttributes()));
    return node;
  }

  /** The number for WhatsApp first; the first that has a key counts. */
  private void setPhone(
      SubscriptionCreated.Builder created, TenantConfig tenant, FormData.Lead lead) {
    PhoneSource source = PhoneSource.region(tenant.region());
    Stream.of(Optional.ofNullable(lead.whatsapp()), Optional.ofNullable(lead.phone()))
        .flatMap(Optional::stream)
        .forEach(
            raw -> {
              if (created.getPhoneKey() == null
                  && phoneKeys.key(raw, source) instanceof PhoneResult.Key key) {
                created.setPhoneKey(key.value()).setPhoneRaw(raw);
              }
            });
  }

  /** The only notification inbox, else the first website inbox, else the first API inbox. */
  private static @Nullable Long inbox(TenantConfig tenant) {
    return tenant
        .notificationInbox(null)
        .or(() -> first(tenant, "Channel::WebWidget"))
        .or(() -> first(tenant, "Channel::Api"))
        .map(TenantConfig.Inbox::id)
        .orElse(null);
  }

  private static Optional<TenantConfig.Inbox> first(TenantConfig tenant, String channel) {
    return tenant.inboxes().stream().filter(i -> i.channel().equals(channel)).findFirst();
  }

  /**
   * Asks for another state.
   *
   * @return the state that was asked for
   * @throws dev.puente.ingest.problem.ProblemException 422
   */
  String changeStatus(TenantConfig tenant, String id, ObjectNode body, String traceParent) {
    Fields in = new Fields(body);
    String status =
        in.text(
            "status",
            64,
            s -> STATUS.matcher(s).matches(),
            FieldCode.FORMAT,
            "[A-Za-z0-9_.-], 1-64");
    if (status == null && !in.has("status")) {
      in.problem("status", FieldCode.REQUIRED);
    }
    in.refuseUnknown();
    if (status == null || !in.problems().isEmpty()) {
      throw Problem.invalid(in.problems()).exception();
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    publisher.publishIfReachable(
        publication(
            SubscriptionRecords.statusChanged(tenant.id(), id, now, status),
            ids.next(),
            traceParent),
        options.ackLimit());
    return status;
  }

  private Publication publication(SubscriptionChange change, String eventId, String traceParent) {
    return new Publication(
        topics.subscriptionChanges(),
        new TenantKey(change.getTenant(), change.getSubscriptionId()),
        change,
        eventId,
        traceParent);
  }
}
