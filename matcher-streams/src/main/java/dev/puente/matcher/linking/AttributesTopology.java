package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ContactSync;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingSyncState;
import dev.puente.matcher.state.LinkingSyncTarget;
import dev.puente.matcher.state.LinkingWanted;
import dev.puente.schemas.key.TenantKey;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.TableJoined;
import org.jspecify.annotations.Nullable;

/**
 * Links joined with what an agent sees of the client, to wishes for attributes.
 *
 * <pre>
 * link of contact   card of client   wish
 * ---------------   --------------   ----
 * 9: client 17      17: a=1, b=2     after a while: set a=1, b=2
 * -                 17: a=1          at once: set a=1, clear b
 * 9: none           -                after a while: clear a, b
 * -                 17: erased       at once: clear a, b
 * 9: gone           -                nothing
 * 9: none, shows 18 18: a=1          at once: clear a (see StraysTopology)
 * </pre>
 *
 * Not emitted: content that equals the last wish.
 */
final class AttributesTopology {
  private AttributesTopology() {}

  static void addTo(
      Steps steps,
      KTable<String, LinkingSyncTarget> targets,
      KTable<String, LinkingClientCard> cards,
      KStream<String, CommandResult> answers,
      KStream<String, ChatwootEvent> events,
      Duration stableAfter) {
    steps.store(LinkingSyncState.class, TopologyNames.SYNC_STORE);
    steps.byteStore(TopologyNames.SYNC_DUE_STORE);
    KStream<String, LinkingWanted> joined =
        targets
            .leftJoin(
                cards,
                AttributesTopology::client,
                LinkingWanted::new,
                TableJoined.as(TopologyNames.TARGET_CARD_JOIN),
                Steps.materialized(LinkingWanted.class, TopologyNames.WANTED_STORE))
            .toStream(Named.as("target-card-join-changes"));
    KStream<String, SyncInput> wanted =
        joined.<SyncInput>mapValues(SyncInput.Changed::new, Named.as("target-card-join-value"));
    KStream<String, SyncInput> answered =
        answers.<SyncInput>mapValues(SyncInput.Answered::new, Named.as("answers-to-syncs"));
    KStream<String, SyncInput> strays =
        StraysTopology.addTo(steps, events)
            .<SyncInput>mapValues(SyncInput.Stray::new, Named.as("strays-value"));
    KStream<String, ContactSync> syncs =
        wanted
            .merge(answered, Named.as("sync-inputs"))
            .merge(strays, Named.as("sync-inputs-and-strays"))
            .process(
                () -> new SyncProcessor(stableAfter),
                Named.as(TopologyNames.SYNCS),
                TopologyNames.WANTED_STORE,
                TopologyNames.TARGET_TABLE,
                TopologyNames.SYNC_STORE,
                TopologyNames.SYNC_DUE_STORE);
    steps.sink(syncs, steps.context().topics().contactSyncs(), "attribute-syncs");
    steps.sink(
        joined.processValues(
            LinkWarnings::new, Named.as(TopologyNames.LINK_WARNINGS), TopologyNames.LINK_STORE),
        steps.context().topics().contactLinks(),
        TopologyNames.LINK_WARNINGS);
  }

  private static @Nullable String client(LinkingSyncTarget target) {
    return target.getClientId() == null
        ? null
        : new TenantKey(target.getTenant(), target.getClientId()).text();
  }
}
