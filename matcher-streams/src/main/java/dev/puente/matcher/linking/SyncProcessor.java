package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ContactSync;
import dev.puente.matcher.linking.domain.Strays;
import dev.puente.matcher.linking.domain.SyncPlan;
import dev.puente.matcher.state.LinkingStray;
import dev.puente.matcher.state.LinkingSyncState;
import dev.puente.matcher.state.LinkingSyncTarget;
import dev.puente.matcher.state.LinkingWanted;
import dev.puente.schemas.key.Address;
import dev.puente.schemas.key.TenantKey;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Asks for the attributes that each contact is to show, after its link stood for a while. */
final class SyncProcessor implements Processor<String, SyncInput, String, ContactSync> {
  static final Duration TICK = Duration.ofMillis(100);
  private static final int STEPS_PER_TICK = 500;
  private static final Duration TIME_PER_TICK = Duration.ofMillis(50);

  private final long stableAfterMillis;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<String, ContactSync> context;

  /** Written by the join, before the change reaches this processor. */
  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingWanted> wishes;

  /** The newest link, which the join may not have answered yet. */
  @SuppressWarnings("NullAway.Init") // set by init
  private TimestampedKeyValueStore<String, LinkingSyncTarget> targets;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingSyncState> states;

  @SuppressWarnings("NullAway.Init") // set by init
  private DueIndex due;

  SyncProcessor(Duration stableAfter) {
    stableAfterMillis = stableAfter.toMillis();
  }

  @Override
  public void init(ProcessorContext<String, ContactSync> processorContext) {
    context = processorContext;
    wishes = processorContext.getStateStore(TopologyNames.WANTED_STORE);
    targets = processorContext.getStateStore(TopologyNames.TARGET_TABLE);
    states = processorContext.getStateStore(TopologyNames.SYNC_STORE);
    KeyValueStore<Bytes, byte[]> rows =
        processorContext.getStateStore(TopologyNames.SYNC_DUE_STORE);
    due = new DueIndex(rows);
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, SyncInput> record) {
    LinkingSyncState before = states.get(record.key());
    switch (record.value()) {
      case SyncInput.Changed(LinkingWanted wanted) when wanted != null ->
          changed(record, before, wanted);
      case SyncInput.Changed gone -> forget(record.key(), before);
      case SyncInput.Stray(LinkingStray stray) -> stray(record, before, stray);
      case SyncInput.Answered(CommandResult result) when ContactResults.written(result) ->
          confirmed(record.key(), before, result);
      case SyncInput.Answered(CommandResult result) when ContactResults.named(result) ->
          made(record.key(), before, result.getWrittenName());
      case SyncInput.Answered other -> {}
    }
  }

  private void changed(
      Record<String, SyncInput> record, @Nullable LinkingSyncState before, LinkingWanted wanted) {
    SyncPlan plan = before == null ? SyncPlan.NEW : SyncStates.plan(before);
    SyncPlan.Step step =
        plan.changed(
            wanted.getTarget().getClientId(),
            SyncStates.shown(wanted),
            context.currentSystemTimeMs(),
            stableAfterMillis);
    keep(record.key(), before, wanted.getTarget(), step, record.headers());
  }

  /** What the answer of the client says was true a moment ago; what was asked since is newer. */
  private void stray(
      Record<String, SyncInput> record, @Nullable LinkingSyncState before, LinkingStray stray) {
    SyncPlan plan = before == null ? SyncPlan.NEW : SyncStates.plan(before);
    if (!Strays.unexplained(stray.getClientId(), plan, 0, Long.MAX_VALUE)) {
      return;
    }
    LinkingWanted wanted = ValueAndTimestamp.getValueOrNull(wishes.get(record.key()));
    LinkingSyncTarget target =
        wanted == null
            ? new LinkingSyncTarget(
                stray.getTenant(),
                stray.getContactId(),
                null,
                Address.ofContact(stray.getContactId()))
            : wanted.getTarget();
    SortedSet<String> names = new TreeSet<>(stray.getAttributes().keySet());
    SyncPlan noted = plan.strayed(names);
    boolean later = noted.dueAtMillis() > 0 || !isNewest(record.key(), wanted);
    SyncPlan.Shown shown = wanted == null ? SyncPlan.Shown.NOTHING : SyncStates.shown(wanted);
    SyncPlan.Step step = later ? new SyncPlan.Step(noted, null) : noted.due(shown);
    keep(record.key(), before, target, step, record.headers());
  }

  /** Whether the join has answered for the newest link; both null: there never was one. */
  private boolean isNewest(String key, @Nullable LinkingWanted wanted) {
    LinkingSyncTarget newest = ValueAndTimestamp.getValueOrNull(targets.get(key));
    return Objects.equals(newest, wanted == null ? null : wanted.getTarget());
  }

  private void keep(
      String key,
      @Nullable LinkingSyncState before,
      LinkingSyncTarget target,
      SyncPlan.Step step,
      Headers headers) {
    long version = before == null ? 0 : before.getVersion();
    long now = context.currentSystemTimeMs();
    SyncPlan.Wish wish = step.wish();
    if (wish != null) {
      version = Math.max(version + 1, now);
    }
    states.put(key, SyncStates.state(step.plan(), version));
    reschedule(key, before == null ? 0 : before.getDueAt(), step.plan().dueAtMillis());
    if (wish != null) {
      String address = new TenantKey(target.getTenant(), target.getAddress()).text();
      context.forward(new Record<>(address, SyncStates.sync(target, wish, version), now, headers));
    }
  }

  private void reschedule(String key, long former, long next) {
    if (former != next) {
      if (former > 0) {
        due.remove(former, key);
      }
      if (next > 0) {
        due.add(next, key);
      }
    }
  }

  private void forget(String key, @Nullable LinkingSyncState before) {
    if (before != null) {
      states.delete(key);
      reschedule(key, before.getDueAt(), 0);
    }
  }

  private void confirmed(String key, @Nullable LinkingSyncState before, CommandResult result) {
    if (before != null) {
      String hash = CommandIds.hashOf(result.getCommandId());
      boolean newest = !hash.isEmpty() && SyncStates.wishHash(before).startsWith(hash);
      if (newest) {
        SyncPlan plan = SyncStates.plan(before).confirmed(result.getWrittenName());
        states.put(key, SyncStates.state(plan, before.getVersion()));
      }
    }
  }

  private void made(String key, @Nullable LinkingSyncState before, @Nullable String name) {
    if (name != null) {
      SyncPlan plan = before == null ? SyncPlan.NEW : SyncStates.plan(before);
      states.put(key, SyncStates.state(plan.made(name), before == null ? 0 : before.getVersion()));
    }
  }

  private void tick(long timestamp) {
    long now = context.currentSystemTimeMs();
    long end = System.nanoTime() + TIME_PER_TICK.toNanos();
    int[] left = {STEPS_PER_TICK};
    due.drain(
        now,
        (time, key) -> {
          act(time, key);
          return --left[0] > 0 && System.nanoTime() - end < 0;
        });
  }

  private void act(long time, String key) {
    LinkingSyncState before = states.get(key);
    LinkingWanted wanted = ValueAndTimestamp.getValueOrNull(wishes.get(key));
    // While the join still looks for the data of a newer link, the older one is not acted on: the
    // answer is on its way and plans anew.
    boolean current = isNewest(key, wanted);
    if (before != null && wanted != null && current && before.getDueAt() == time) {
      SyncPlan.Step step = SyncStates.plan(before).due(SyncStates.shown(wanted));
      keep(key, before, wanted.getTarget(), step, new RecordHeaders());
    }
  }
}
