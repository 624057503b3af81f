package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkOverride;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingContactOfClient;
import dev.puente.matcher.state.LinkingJoined;
import dev.puente.matcher.state.LinkingManual;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingPhoneOwners;
import dev.puente.matcher.state.LinkingSyncTarget;
import dev.puente.matcher.state.LinkingWord;
import dev.puente.schemas.key.Address;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.TableJoined;
import org.jspecify.annotations.Nullable;

/**
 * Matches joined with owners, and manual links, to decisions.
 *
 * <pre>
 * match of contact    owners of phone     decision
 * ----------------    ---------------     --------
 * 9: +5411            -                   9: no client
 * -                   +5411: 17           9: linked to 17
 * -                   +5411: 17, 18       9: ambiguous
 * 9: +5412            -                   9: no client (the old phone plays no part any more)
 * 9: none             -                   9: no client, without asking for owners
 * 9: gone             -                   9: tombstone
 * </pre>
 *
 * Not emitted: an input that leaves the decision as it was.
 */
final class LinksTopology {
  private LinksTopology() {}

  /**
   * What others need.
   *
   * @param targets whose attributes a contact shows, keyed {@code tenant:contactId}
   * @param changes published links; null: the contact is gone
   * @param decisions the same, and decisions that left a link as it was
   * @param contactsOfClients changes of the clients' lists, keyed {@code tenant:clientId}
   */
  record Links(
      KTable<String, LinkingSyncTarget> targets,
      KStream<String, ContactLink> changes,
      KStream<String, ContactLink> decisions,
      KStream<String, LinkingContactOfClient> contactsOfClients) {}

  static Links addTo(
      Steps steps,
      KTable<String, LinkingMatch> matches,
      KTable<String, LinkingPhoneOwners> owners,
      KTable<String, LinkingClientCard> cards) {
    Topics topics = steps.context().topics();
    steps.store(LinkingManual.class, TopologyNames.MANUAL_STORE);
    steps.store(ContactLink.class, TopologyNames.LINK_STORE);
    KStream<String, LinkInput> joined =
        matches
            .leftJoin(
                owners,
                LinksTopology::phone,
                LinkingJoined::new,
                TableJoined.as(TopologyNames.CONTACT_OWNER_JOIN),
                Steps.materialized(LinkingJoined.class, TopologyNames.JOINED_STORE))
            .toStream(Named.as("contact-owner-join-changes"))
            .<LinkInput>mapValues(LinkInput.Joined::new, Named.as("contact-owner-join-value"));
    KStream<String, LinkInput> manual = manual(steps, cards);
    KStream<String, LinkOutput> outputs =
        joined
            .merge(manual, Named.as("link-inputs-merged"))
            .processValues(
                LinkProcessor::new,
                Named.as(TopologyNames.LINKS),
                TopologyNames.JOINED_STORE,
                TopologyNames.MATCH_TABLE,
                TopologyNames.MANUAL_STORE,
                TopologyNames.LINK_STORE);
    KStream<String, ContactLink> changes =
        steps
            .only(outputs, LinkOutput.Published.class, "contact-links")
            .mapValues(LinkOutput.Published::link, Named.as("contact-links-value"));
    steps.sink(changes, topics.contactLinks(), "contact-links");
    KTable<String, LinkingSyncTarget> targets =
        steps.table(
            steps
                .only(outputs, LinkOutput.Target.class, "sync-target-changes")
                .mapValues(LinkOutput.Target::target, Named.as("sync-target-changes-value")),
            LinkingSyncTarget.class,
            TopologyNames.TARGET_TABLE);
    KStream<String, LinkingContactOfClient> ofClients =
        steps.repartition(
            steps
                .only(outputs, LinkOutput.OfClient.class, "client-contact-outputs")
                .map(
                    (key, output) -> KeyValue.pair(output.clientKey(), output.contact()),
                    Named.as("client-contact-outputs-key")),
            LinkingContactOfClient.class,
            TopologyNames.CLIENT_CONTACT_CHANGES);
    KStream<String, ContactLink> decisions =
        changes.merge(
            steps
                .only(outputs, LinkOutput.Unchanged.class, "unchanged-links")
                .mapValues(LinkOutput.Unchanged::link, Named.as("unchanged-links-value")),
            Named.as("link-decisions"));
    return new Links(targets, changes, decisions, ofClients);
  }

  /**
   * A person's word joined with the client that it names: one that is erased is shown nowhere. A
   * word taken back needs no answer of the join, and there is none to a word that was given before
   * there was a join.
   */
  private static KStream<String, LinkInput> manual(
      Steps steps, KTable<String, LinkingClientCard> cards) {
    KStream<String, LinkOverride> overrides =
        steps.source(steps.context().topics().linkOverrides(), TopologyNames.OVERRIDES_SOURCE);
    KStream<String, LinkInput> takenBack =
        overrides
            .filter((key, override) -> override == null, Named.as("link-overrides-taken-back"))
            .<LinkInput>mapValues(
                override -> new LinkInput.Manual(null), Named.as("link-overrides-none"));
    return steps
        .table(
            overrides.mapValues(ManualLinks::word, Named.as("link-overrides-value")),
            LinkingWord.class,
            TopologyNames.WORD_TABLE)
        .leftJoin(
            cards,
            ManualLinks::client,
            ManualLinks::joined,
            TableJoined.as(TopologyNames.WORD_CARD_JOIN),
            Steps.materialized(LinkingManual.class, TopologyNames.WORD_JOINED_STORE))
        .toStream(Named.as("word-card-join-changes"))
        .<LinkInput>mapValues(LinkInput.Manual::new, Named.as("word-card-join-value"))
        .merge(takenBack, Named.as("manual-inputs"));
  }

  private static @Nullable String phone(LinkingMatch match) {
    return match.getMatchKey() == null
        ? null
        : new TenantKey(match.getTenant(), Address.ofPhone(match.getMatchKey())).text();
  }
}
