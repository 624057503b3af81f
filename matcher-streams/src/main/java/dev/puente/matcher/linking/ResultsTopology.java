package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ResultCode;
import dev.puente.schemas.key.TenantKey;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Sends the worker's answers to whom they concern: contacts and pre-registrations. */
final class ResultsTopology {
  private static final String CONTACT_ID = "\\d{1,18}";

  private ResultsTopology() {}

  /**
   * The answers.
   *
   * @param aboutContacts keyed {@code tenant:contactId}
   * @param aboutSubscriptions keyed {@code tenant:subscriptionId}
   */
  record Answers(
      KStream<String, CommandResult> aboutContacts,
      KStream<String, CommandResult> aboutSubscriptions) {}

  static Answers addTo(Steps steps) {
    KStream<String, CommandResult> results =
        steps.source(steps.context().topics().commandResults(), TopologyNames.RESULTS_SOURCE);
    KStream<String, CommandResult> contacts =
        results
            .filter(ResultsTopology::concernsContact, Named.as("contact-results"))
            .selectKey(ResultsTopology::contactKey, Named.as("contact-results-key"));
    KStream<String, CommandResult> subscriptions =
        results
            .filter(ResultsTopology::concernsSubscription, Named.as("subscription-results"))
            .selectKey(ResultsTopology::subjectKey, Named.as("subscription-results-key"));
    return new Answers(
        steps.repartition(contacts, CommandResult.class, TopologyNames.RESULTS_BY_CONTACT),
        steps.repartition(
            subscriptions, CommandResult.class, TopologyNames.RESULTS_BY_SUBSCRIPTION));
  }

  private static boolean concernsContact(String key, CommandResult result) {
    return result != null && (concernsFound(result) || concernsSubject(result));
  }

  private static boolean concernsFound(CommandResult result) {
    return ContactResults.shown(result) || ContactResults.named(result);
  }

  private static boolean concernsSubject(CommandResult result) {
    return result.getKind() != CommandKind.UPSERT
        && subject(result).matches(CONTACT_ID)
        && (result.getContact() != null
            || ContactResults.written(result)
            || ContactResults.gone(result));
  }

  private static boolean concernsSubscription(String key, CommandResult result) {
    return result != null
        && result.getKind() == CommandKind.UPSERT
        && !subject(result).isEmpty()
        && (ContactResults.done(result) || result.getCode() == ResultCode.REJECTED);
  }

  private static String contactKey(String key, CommandResult result) {
    Long contactId = result.getContactId();
    return concernsFound(result) && contactId != null
        ? TenantKey.ofContact(result.getTenant(), contactId).text()
        : subjectKey(key, result);
  }

  private static String subjectKey(String key, CommandResult result) {
    return new TenantKey(result.getTenant(), subject(result)).text();
  }

  /** The plain id; a kind in front of it ({@code contact/9}) is accepted. */
  private static String subject(CommandResult result) {
    return result.getSubject().substring(result.getSubject().lastIndexOf('/') + 1);
  }
}
