package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.Subscription;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Pre-registrations.
 *
 * <pre>
 * subscription-changes ─┐                            ┌─ subscriptions
 *                       ├─ subscription-changer ─────┼─ addresses (subscription/…)
 * answers ──────────────┘  (subscription-records)    └─ contact-syncs (upsert)
 * </pre>
 */
final class SubscriptionsTopology {
  private SubscriptionsTopology() {}

  static void addTo(Steps steps, RulesSource rules, KStream<String, CommandResult> answers) {
    Topics topics = steps.context().topics();
    steps.store(Subscription.class, TopologyNames.SUBSCRIPTION_STORE);
    KStream<String, SubscriptionInput> changes =
        steps
            .source(topics.subscriptionChanges(), TopologyNames.CHANGES_SOURCE)
            .filter((key, change) -> change != null, Named.as("subscription-changes-present"))
            .<SubscriptionInput>mapValues(
                SubscriptionInput.Changed::new, Named.as("subscription-changes-value"));
    KStream<String, SubscriptionInput> answered =
        answers.<SubscriptionInput>mapValues(
            SubscriptionInput.Answered::new, Named.as("answers-to-upserts"));
    KStream<String, SubscriptionOutput> outputs =
        changes
            .merge(answered, Named.as("subscription-inputs"))
            .processValues(
                () -> new SubscriptionProcessor(rules),
                Named.as(TopologyNames.SUBSCRIPTIONS),
                TopologyNames.SUBSCRIPTION_STORE);
    steps.sink(
        steps
            .only(outputs, SubscriptionOutput.Published.class, "subscriptions")
            .mapValues(SubscriptionOutput.Published::subscription, Named.as("subscriptions-value")),
        topics.subscriptions(),
        "subscriptions");
    steps.sink(
        steps
            .only(outputs, SubscriptionOutput.Addressed.class, "subscription-addresses")
            .map(
                (key, output) ->
                    KeyValue.pair(
                        new TenantKey(output.address().getTenant(), output.address().getRecipient())
                            .text(),
                        output.address()),
                Named.as("subscription-addresses-key")),
        topics.addresses(),
        "subscription-addresses");
    steps.sink(
        steps
            .only(outputs, SubscriptionOutput.Wanted.class, "subscription-upserts")
            .map(
                (key, output) ->
                    KeyValue.pair(
                        new TenantKey(output.sync().getTenant(), output.sync().getAddress()).text(),
                        output.sync()),
                Named.as("subscription-upserts-key")),
        topics.contactSyncs(),
        "subscription-upserts");
  }
}
