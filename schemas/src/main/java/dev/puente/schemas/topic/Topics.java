package dev.puente.schemas.topic;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.Contact;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.Interaction;
import dev.puente.event.v1.LinkOverride;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.NotificationOutcome;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.RecipientPreference;
import dev.puente.event.v1.Subscription;
import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.TenantSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/**
 * The catalogue of all topics, immutable. Every topic has the same number of partitions, chosen at
 * creation, because keys of different topics are joined.
 */
public final class Topics {
  /** Largest record of ordinary topics, bytes. */
  public static final int ORDINARY_BYTES = 1024 * 1024;

  /** Largest record of topics that carry raw payloads, bytes. */
  public static final int LARGE_BYTES = 8 * 1024 * 1024;

  /** How long compacted topics keep tombstones, so that every reader sees them. */
  public static final Duration TOMBSTONE_RETENTION = Duration.ofDays(14);

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,60}");

  private final String prefix;
  private final List<Topic<?>> all = new ArrayList<>();

  private final Topic<ChatwootEvent> chatwootEvents;
  private final Topic<Client> clients;
  private final Topic<ClientPhone> clientPhones;
  private final Topic<Contact> contacts;
  private final Topic<Address> addresses;
  private final Topic<ContactLink> contactLinks;
  private final Topic<ContactSync> contactSyncs;
  private final Topic<Interaction> interactions;
  private final Topic<Subscription> subscriptions;
  private final Topic<NotificationRequest> notificationRequests;
  private final Topic<NotificationCommand> notificationCommands;
  private final Topic<CommandResult> commandResults;
  private final Topic<NotificationOutcome> notificationOutcomes;
  private final Topic<TenantSettings> tenants;
  private final Topic<LinkOverride> linkOverrides;
  private final Topic<RecipientPreference> recipientPreferences;
  private final Topic<SubscriptionChange> subscriptionChanges;
  private final Topic<DeadLetter> deadLetters;

  /**
   * A catalogue whose names begin with a prefix.
   *
   * @param prefix put in front of every name; empty for none
   * @throws IllegalArgumentException when a prefix holds characters that topic names may not
   */
  public Topics(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix must be at most 60 of [A-Za-z0-9._-], was " + prefix);
    }
    this.prefix = prefix;
    chatwootEvents = add("chatwoot-events", ChatwootEvent.class, days(14), LARGE_BYTES);
    clients = compacted("clients", Client.class);
    clientPhones = compacted("client-phones", ClientPhone.class);
    contacts = compacted("contacts", Contact.class);
    addresses = compacted("addresses", Address.class);
    contactLinks = compacted("contact-links", ContactLink.class);
    contactSyncs = add("contact-syncs", ContactSync.class, days(14), ORDINARY_BYTES);
    interactions = add("interactions", Interaction.class, days(90), ORDINARY_BYTES);
    subscriptions = compacted("subscriptions", Subscription.class);
    notificationRequests =
        add("notification-requests", NotificationRequest.class, days(14), ORDINARY_BYTES);
    notificationCommands =
        add("notification-commands", NotificationCommand.class, days(3), ORDINARY_BYTES);
    commandResults = add("command-results", CommandResult.class, days(14), ORDINARY_BYTES);
    notificationOutcomes =
        add(
            new Topic<>(
                prefix + "notification-outcomes",
                NotificationOutcome.class,
                true,
                days(90),
                ORDINARY_BYTES));
    tenants = compacted("tenants", TenantSettings.class);
    linkOverrides = compacted("link-overrides", LinkOverride.class);
    recipientPreferences = compacted("recipient-preferences", RecipientPreference.class);
    subscriptionChanges =
        add("subscription-changes", SubscriptionChange.class, days(14), ORDINARY_BYTES);
    deadLetters = add("dead-letters", DeadLetter.class, days(30), LARGE_BYTES);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private <V extends SpecificRecord> Topic<V> compacted(String name, Class<V> type) {
    return add(new Topic<>(prefix + name, type, true, null, ORDINARY_BYTES));
  }

  private <V extends SpecificRecord> Topic<V> add(
      String name, Class<V> type, Duration retention, int maxBytes) {
    return add(new Topic<>(prefix + name, type, false, retention, maxBytes));
  }

  private <V extends SpecificRecord> Topic<V> add(Topic<V> topic) {
    all.add(topic);
    return topic;
  }

  /** All topics, in the order of the documentation. */
  public List<Topic<?>> all() {
    return List.copyOf(all);
  }

  /** The prefix of every name, empty for none. */
  public String prefix() {
    return prefix;
  }

  /** Webhook events, key {@code tenant:contactId}. */
  public Topic<ChatwootEvent> chatwootEvents() {
    return chatwootEvents;
  }

  /** Clients, key {@code tenant:clientId}. */
  public Topic<Client> clients() {
    return clients;
  }

  /** Owners of phones, key {@code tenant:phone/<key>}. */
  public Topic<ClientPhone> clientPhones() {
    return clientPhones;
  }

  /** Newest sightings, key {@code tenant:contactId}. */
  public Topic<Contact> contacts() {
    return contacts;
  }

  /** Where recipients are reached, key {@code tenant:recipient}. */
  public Topic<Address> addresses() {
    return addresses;
  }

  /** Links, key {@code tenant:contactId}. */
  public Topic<ContactLink> contactLinks() {
    return contactLinks;
  }

  /** Wanted state of contacts, key {@code tenant:address}. */
  public Topic<ContactSync> contactSyncs() {
    return contactSyncs;
  }

  /** Messages of linked contacts, key {@code tenant:clientId}. */
  public Topic<Interaction> interactions() {
    return interactions;
  }

  /** Pre-registrations, key {@code tenant:subscriptionId}. */
  public Topic<Subscription> subscriptions() {
    return subscriptions;
  }

  /** Wishes of business systems, key {@code tenant:recipient}. */
  public Topic<NotificationRequest> notificationRequests() {
    return notificationRequests;
  }

  /** Leases for the worker, key {@code tenant:address}, partition by installation. */
  public Topic<NotificationCommand> notificationCommands() {
    return notificationCommands;
  }

  /** The worker's answers, key {@code tenant:address}. */
  public Topic<CommandResult> commandResults() {
    return commandResults;
  }

  /** State and history, key {@code tenant:notificationId}. */
  public Topic<NotificationOutcome> notificationOutcomes() {
    return notificationOutcomes;
  }

  /** Settings, key {@code tenant}. */
  public Topic<TenantSettings> tenants() {
    return tenants;
  }

  /** Manual links, key {@code tenant:contactId}. */
  public Topic<LinkOverride> linkOverrides() {
    return linkOverrides;
  }

  /** Opt-outs, key {@code tenant:address}. */
  public Topic<RecipientPreference> recipientPreferences() {
    return recipientPreferences;
  }

  /** Changes of pre-registrations, key {@code tenant:subscriptionId}. */
  public Topic<SubscriptionChange> subscriptionChanges() {
    return subscriptionChanges;
  }

  /** Records that were given up, original key. */
  public Topic<DeadLetter> deadLetters() {
    return deadLetters;
  }
}
