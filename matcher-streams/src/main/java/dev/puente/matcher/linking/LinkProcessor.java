package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.state.LinkingContactOfClient;
import dev.puente.matcher.state.LinkingJoined;
import dev.puente.matcher.state.LinkingManual;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingSyncTarget;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Decides each link anew when its inputs change, and tells what changed. */
final class LinkProcessor implements FixedKeyProcessor<String, LinkInput, LinkOutput> {
  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private FixedKeyProcessorContext<String, LinkOutput> context;

  /** Written by the join, before the change reaches this processor. */
  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingJoined> joins;

  /** The newest match, which the join may not have answered yet. */
  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingMatch> matches;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingManual> manuals;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, ContactLink> links;

  @Override
  public void init(FixedKeyProcessorContext<String, LinkOutput> processorContext) {
    context = processorContext;
    joins = processorContext.getStateStore(TopologyNames.JOINED_STORE);
    matches = processorContext.getStateStore(TopologyNames.MATCH_TABLE);
    manuals = processorContext.getStateStore(TopologyNames.MANUAL_STORE);
    links = processorContext.getStateStore(TopologyNames.LINK_STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, LinkInput> record) {
    TenantKey key = Keys.parse(record.key());
    List<LinkOutput> outputs =
        switch (record.value()) {
          case LinkInput.Joined(LinkingJoined joined) ->
              decide(key, joined, manuals.get(record.key()));
          case LinkInput.Manual(LinkingManual manual) -> {
            manuals.put(record.key(), manual);
            yield overruled(key, manual);
          }
        };
    outputs.forEach(output -> context.forward(record.withValue(output)));
  }

  /** A word taken back leaves the decision to the join when that has not seen the newest phone. */
  private List<LinkOutput> overruled(TenantKey key, @Nullable LinkingManual manual) {
    LinkingJoined joined = ValueAndTimestamp.getValueOrNull(joins.get(key.text()));
    LinkingMatch answered = joined == null ? null : joined.getMatch();
    LinkingMatch newest = ValueAndTimestamp.getValueOrNull(matches.get(key.text()));
    boolean answerUnderWay = !Objects.equals(answered, newest);
    return manual == null && answerUnderWay ? List.of() : decide(key, joined, manual);
  }

  private List<LinkOutput> decide(
      TenantKey key, @Nullable LinkingJoined joined, @Nullable LinkingManual manual) {
    ContactLink before = links.get(key.text());
    boolean forgotten = joined == null && manual == null;
    if (forgotten) {
      return before == null ? List.of() : forget(key, before);
    }
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    ContactLink after =
        LinkRecords.link(key, LinkRecords.decide(joined, manual, before), joined, before, now);
    LinkWarnings.keep(before, after);
    if (before != null && LinkRecords.same(before, after)) {
      return List.of(new LinkOutput.Unchanged(before));
    }
    links.put(key.text(), after);
    List<LinkOutput> outputs = new ArrayList<>();
    outputs.add(new LinkOutput.Published(after));
    LinkingSyncTarget target = LinkRecords.target(after);
    boolean shown = LinkRecords.linkedClient(before) != null || target.getClientId() != null;
    if (shown && (before == null || !target.equals(LinkRecords.target(before)))) {
      outputs.add(new LinkOutput.Target(target));
    }
    outputs.addAll(listed(key, before, after));
    return outputs;
  }

  private List<LinkOutput> forget(TenantKey key, ContactLink before) {
    links.delete(key.text());
    List<LinkOutput> outputs = new ArrayList<>();
    outputs.add(new LinkOutput.Published(null));
    outputs.add(new LinkOutput.Target(null));
    outputs.addAll(listed(key, before, null));
    return outputs;
  }

  /** Which clients' lists change. A revoked link stays listed with the client that it named. */
  private static List<LinkOutput> listed(
      TenantKey key, @Nullable ContactLink before, @Nullable ContactLink after) {
    List<LinkOutput> outputs = new ArrayList<>();
    String former = before == null ? null : before.getClientId();
    String client = after == null ? null : after.getClientId();
    long contactId = Keys.contactId(key);
    if (former != null && !former.equals(client)) {
      outputs.add(
          new LinkOutput.OfClient(
              new TenantKey(key.tenant(), former).text(),
              new LinkingContactOfClient(contactId, null, "")));
    }
    if (client != null && after != null) {
      outputs.add(
          new LinkOutput.OfClient(
              new TenantKey(key.tenant(), client).text(),
              new LinkingContactOfClient(
                  contactId, after.getState().name(), after.getRule().name())));
    }
    return outputs;
  }
}
