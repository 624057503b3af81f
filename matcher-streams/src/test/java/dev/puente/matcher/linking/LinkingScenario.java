package dev.puente.matcher.linking;

import static java.util.Objects.requireNonNull;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.Contact;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.ContactReading;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.EventOrigin;
import dev.puente.event.v1.LinkOverride;
import dev.puente.event.v1.PhoneOwner;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.matcher.TopologyHarness;
import dev.puente.matcher.config.LinkingSettings;
import dev.puente.matcher.serde.InternalSerde;
import dev.puente.matcher.state.LinkingOwnerChange;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Linking in a test driver, told as a story: what happens, and what is published of it. */
final class LinkingScenario implements AutoCloseable {
  static final String CLINIC = "clinic";
  static final String SALON = "salon";
  static final Duration STABLE_AFTER = Duration.ofSeconds(2);

  private final TopologyHarness harness;
  private final Topics topics;
  private final Map<String, @Nullable ContactLink> links = new HashMap<>();
  private long clock = TopologyHarness.START.toEpochMilli();
  private final List<ChatwootEvent> history = new ArrayList<>();
  private int events;

  LinkingScenario() {
    this(tenant(CLINIC, 5, List.of()), tenant(SALON, 5, List.of()));
  }

  LinkingScenario(TenantConfig... tenants) {
    this(1, tenants);
  }

  LinkingScenario(int partitions, TenantConfig... tenants) {
    this(partitions, true, tenants);
  }

  private LinkingScenario(int partitions, boolean firstRead, TenantConfig... tenants) {
    harness =
        new TopologyHarness(
            new LinkingPart(new LinkingSettings(STABLE_AFTER), new SplittableRandom(7)),
            new TenantDirectory(List.of(tenants)),
            partitions);
    topics = harness.topics();
    harness.firstRead(firstRead);
    // A tenant's clients are read by the present rules first; there are none yet.
    harness.advance(RulesSweep.TICK);
  }

  /** A first start whose topic of clients holds more than was read yet. */
  static LinkingScenario behindWithClients() {
    return new LinkingScenario(1, false, tenant(CLINIC, 5, List.of()));
  }

  /** All clients have been read that were there at the start. */
  void clientsOfTheStartRead() {
    harness.firstRead(true);
    for (int tick = 0; tick < 3; tick++) {
      harness.advance(RulesSweep.TICK);
    }
  }

  static TenantConfig tenant(String id, int ownerLimit, List<String> blocked) {
    return tenant(id, "AR", ownerLimit, blocked);
  }

  static TenantConfig tenant(String id, String region, int ownerLimit, List<String> blocked) {
    return tenant(id, region, ownerLimit, blocked, Set.of());
  }

  /** A tenant that wants clients made of contacts. */
  static TenantConfig making(String id) {
    return making(id, List.of());
  }

  static TenantConfig making(String id, List<String> blocked) {
    return tenant(id, "AR", 5, blocked, Set.of(TenantConfig.Switch.AUTO_CREATE_CLIENTS));
  }

  static TenantConfig tenant(
      String id,
      String region,
      int ownerLimit,
      List<String> blocked,
      Set<TenantConfig.Switch> switches) {
    return TenantConfig.of(id, URI.create("https://chatwoot.example"), 1)
        .inboxes(List.of(new TenantConfig.Inbox(7, "Channel::Whatsapp", null, true)))
        .region(region)
        .locale("es")
        .ownerLimit(ownerLimit)
        .blockedPhones(blocked)
        .switches(switches)
        .build();
  }

  TopologyHarness harness() {
    return harness;
  }

  void client(String tenant, String id, String... phones) {
    client(tenant, id, builder -> builder.setPhones(List.of(phones)));
  }

  void client(String tenant, String id, UnaryOperator<Client.Builder> change) {
    Client client =
        change
            .apply(
                Client.newBuilder()
                    .setTenant(tenant)
                    .setClientId(id)
                    .setChangedAt(Instant.ofEpochMilli(tick())))
            .build();
    harness.publish(topics.clients(), tenant + ":" + id, client);
  }

  void erase(String tenant, String id) {
    harness.publish(topics.clients(), tenant + ":" + id, null);
  }

  /** An incoming WhatsApp message. */
  void whatsapp(String tenant, long contactId, String sourceId, @Nullable String phoneNumber) {
    event(
        tenant,
        contactId,
        phoneNumber,
        builder ->
            builder
                .setEvent("message_created")
                .setInboxId(7L)
                .setChannel("Channel::Whatsapp")
                .setSourceId(sourceId)
                .setConversation(conversation(contactId * 10, tick()))
                .setMessage(message(clock)));
  }

  /** An event of a conversation in a website inbox, at a clock of its own. */
  void website(String tenant, long contactId, @Nullable String phoneNumber, long updatedAt) {
    event(
        tenant,
        contactId,
        phoneNumber,
        builder ->
            builder
                .setEvent("conversation_updated")
                .setInboxId(9L)
                .setChannel("Channel::WebWidget")
                .setSourceId("5491155556666")
                .setConversation(conversation(contactId * 10 + 1, updatedAt)));
  }

  void website(String tenant, long contactId, @Nullable String phoneNumber) {
    website(tenant, contactId, phoneNumber, tick());
  }

  /** A {@code contact_updated} that names the phone number, changed at that clock. */
  void phoneChanged(String tenant, long contactId, @Nullable String phoneNumber, long changedAt) {
    String raw =
        """
        {"event":"contact_updated","changed_attributes":[
          {"updated_at":{"previous_value":null,"current_value":"%s"}},
          {"phone_number":{"previous_value":null,"current_value":null}}]}
        """
            .formatted(Instant.ofEpochMilli(changedAt));
    event(
        tenant,
        contactId,
        phoneNumber,
        builder ->
            builder
                .setEvent("contact_updated")
                .setChangedAttributes(List.of("updated_at", "phone_number"))
                .setRaw(raw));
  }

  void phoneChanged(String tenant, long contactId, @Nullable String phoneNumber) {
    phoneChanged(tenant, contactId, phoneNumber, tick());
  }

  void event(
      String tenant,
      long contactId,
      @Nullable String phoneNumber,
      UnaryOperator<ChatwootEvent.Builder> change) {
    EventContact contact =
        EventContact.newBuilder()
            .setId(contactId)
            .setName("Ana")
            .setPhoneNumber(phoneNumber)
            .build();
    ChatwootEvent event =
        change
            .apply(
                ChatwootEvent.newBuilder()
                    .setEventId("event-" + ++events)
                    .setTenant(tenant)
                    .setEvent("contact_created")
                    .setOrigin(EventOrigin.WEBHOOK)
                    .setReceivedAt(Instant.ofEpochMilli(tick()))
                    .setContact(contact)
                    .setRaw("{}"))
            .build();
    history.add(event);
    harness.publish(topics.chatwootEvents(), tenant + ":" + contactId, event);
  }

  /** An event of the contact comes once more; nothing when there was none. */
  void again(String tenant, long contactId, int which) {
    List<ChatwootEvent> events = history.stream().filter(e -> of(e, tenant, contactId)).toList();
    if (!events.isEmpty()) {
      harness.publish(
          topics.chatwootEvents(),
          tenant + ":" + contactId,
          events.get(Math.floorMod(which, events.size())));
    }
  }

  /** No event of the contact comes again: its id is never given to another one. */
  void forget(String tenant, long contactId) {
    history.removeIf(e -> of(e, tenant, contactId));
  }

  private static boolean of(ChatwootEvent event, String tenant, long contactId) {
    EventContact contact = event.getContact();
    return contact != null && contact.getId() == contactId && event.getTenant().equals(tenant);
  }

  void override(String tenant, long contactId, @Nullable String clientId) {
    harness.publish(
        topics.linkOverrides(),
        tenant + ":" + contactId,
        LinkOverride.newBuilder()
            .setTenant(tenant)
            .setContactId(contactId)
            .setClientId(clientId)
            .setWho("key")
            .setWhy("mother's phone")
            .setAt(Instant.ofEpochMilli(tick()))
            .build());
  }

  void withdrawOverride(String tenant, long contactId) {
    harness.publish(topics.linkOverrides(), tenant + ":" + contactId, null);
  }

  /** The answer to a refresh. */
  void read(String tenant, long contactId, boolean exists, @Nullable String phoneNumber) {
    result(
        tenant,
        Long.toString(contactId),
        CommandKind.REFRESH,
        "sync:refresh/" + contactId + ":#1",
        builder ->
            builder.setContact(
                ContactReading.newBuilder()
                    .setExists(exists)
                    .setPhoneNumber(phoneNumber)
                    .setName("Ana")
                    .build()));
  }

  /** The answer to an attribute sync whose contact Chatwoot does not know any more. */
  void gone(String tenant, long contactId) {
    result(
        tenant,
        Long.toString(contactId),
        CommandKind.SYNC,
        "sync:contact/" + contactId + ":00000000#1",
        builder ->
            builder.setCode(ResultCode.REJECTED).setReason("contact_gone").setHttpStatus(404));
  }

  /** The answer to a fresh read that began and ended then. */
  void read(String tenant, long contactId, @Nullable String phoneNumber, long began, long ended) {
    result(
        tenant,
        Long.toString(contactId),
        CommandKind.REFRESH,
        "sync:contact/" + contactId + "/refresh:v1#1",
        builder ->
            builder
                .setContact(
                    ContactReading.newBuilder().setExists(true).setPhoneNumber(phoneNumber).build())
                .setStartedAt(Instant.ofEpochMilli(began))
                .setFinishedAt(Instant.ofEpochMilli(ended)));
  }

  /** The answer to an attribute sync. */
  void synced(ContactSync sync) {
    synced(sync, null);
  }

  /** The answer to an attribute sync after which a name of ours stands there; null: another one. */
  void synced(ContactSync sync, @Nullable String writtenName) {
    SyncAttributes body = (SyncAttributes) sync.getBody();
    result(
        sync.getTenant(),
        Long.toString(body.getContactId()),
        CommandKind.SYNC,
        "sync:" + sync.getSubject() + ":" + body.getContentHash().substring(0, 8) + "#1",
        builder -> builder.setWrittenName(writtenName));
  }

  /** A notification made the contact, with this name. */
  void made(String tenant, long contactId, String name) {
    result(
        tenant,
        "n1",
        CommandKind.SEND,
        "n1#1",
        builder -> builder.setContactId(contactId).setWrittenName(name));
  }

  void result(
      String tenant,
      String subject,
      CommandKind kind,
      String commandId,
      UnaryOperator<CommandResult.Builder> change) {
    CommandResult result =
        change
            .apply(
                CommandResult.newBuilder()
                    .setCommandId(commandId)
                    .setTenant(tenant)
                    .setAddress("phone/x")
                    .setKind(kind)
                    .setSubject(subject)
                    .setCode(ResultCode.SENT)
                    .setStartedAt(Instant.ofEpochMilli(tick()))
                    .setFinishedAt(Instant.ofEpochMilli(tick())))
            .build();
    harness.publish(topics.commandResults(), tenant + ":phone/x", result);
  }

  /** Other settings, and the time to apply them to a few rows. */
  void settings(TenantConfig... tenants) {
    harness.settings(new TenantDirectory(List.of(tenants)));
    for (int tick = 0; tick < 3; tick++) {
      harness.advance(RulesSweep.TICK);
    }
  }

  void settle() {
    harness.advance(STABLE_AFTER.plusMillis(200));
  }

  /** The newest link of a contact. */
  ContactLink link(String tenant, long contactId) {
    harness.latest(topics.contactLinks()).forEach(links::put);
    return requireNonNull(links.get(tenant + ":" + contactId), "no link was published");
  }

  /** State and client of the newest link. */
  String outcome(String tenant, long contactId) {
    ContactLink link = link(tenant, contactId);
    return link.getState() + " " + link.getClientId();
  }

  /** The client that a contact is linked to now; null: none. */
  @Nullable String linkedClient(String tenant, long contactId) {
    harness.latest(topics.contactLinks()).forEach(links::put);
    return LinkRecords.linkedClient(links.get(tenant + ":" + contactId));
  }

  List<@Nullable ContactLink> linkRecords() {
    return harness.values(topics.contactLinks());
  }

  List<@Nullable Contact> contactRecords() {
    return harness.values(topics.contacts());
  }

  /** Clients that linking made since the last look. */
  List<Client> madeClients() {
    return harness.values(topics.clients()).stream()
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** The owners of a phone as published since the last look. */
  List<String> owners(String tenant, String phoneKey) {
    ClientPhone phone =
        requireNonNull(harness.latest(topics.clientPhones()).get(tenant + ":phone/" + phoneKey));
    return phone.getOwners().stream().map(PhoneOwner::getClientId).toList();
  }

  /** Another partition of clients has read all of the tenant's clients by the present rules. */
  void clientsRead(String tenant, int partition) {
    clientsRead(
        tenant, partition, new TenantRules(harness.tenants(), new PhoneKeys()).version(tenant));
  }

  void clientsRead(String tenant, int partition, String version) {
    harness
        .driver()
        .createInputTopic(
            "puente-linking-" + TopologyNames.OWNER_CHANGES + "-repartition",
            new StringSerializer(),
            new InternalSerde<>(LinkingOwnerChange.class).serializer())
        .pipeInput(
            tenant + ":settled/" + partition,
            LinkingOwnerChange.newBuilder()
                .setClientId("")
                .setPresent(false)
                .setRulesVersion(version)
                .setSettledPartition(partition)
                .build());
    harness.advance(RulesSweep.TICK);
  }

  List<@Nullable ContactSync> syncs() {
    return harness.values(topics.contactSyncs());
  }

  Map<String, @Nullable Address> addresses() {
    return harness.latest(topics.addresses());
  }

  long tick() {
    return ++clock;
  }

  static EventConversation conversation(long id, long updatedAt) {
    return EventConversation.newBuilder()
        .setId(id)
        .setStatus("open")
        .setUpdatedAt(Instant.ofEpochMilli(updatedAt))
        .build();
  }

  static EventMessage message(long id) {
    return EventMessage.newBuilder()
        .setId(id)
        .setMessageType("incoming")
        .setPrivateNote(false)
        .setContentLength(2)
        .setDeleted(false)
        .build();
  }

  @Override
  public void close() {
    harness.close();
  }
}
