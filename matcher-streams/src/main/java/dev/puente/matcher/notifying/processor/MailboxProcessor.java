package dev.puente.matcher.notifying.processor;

import static java.util.Objects.requireNonNull;

import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.RefreshContact;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.event.v1.UpsertContact;
import dev.puente.matcher.failure.UnprocessableRecordException;
import dev.puente.matcher.notifying.config.NotifyingSettings;
import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.mailbox.Answer;
import dev.puente.matcher.notifying.mailbox.Head;
import dev.puente.matcher.notifying.mailbox.Mailbox;
import dev.puente.matcher.notifying.mailbox.MailboxEffect;
import dev.puente.matcher.notifying.mailbox.SyncSlot;
import dev.puente.matcher.notifying.mailbox.SyncWish;
import dev.puente.matcher.serde.InternalSerde;
import dev.puente.schemas.tenant.TenantDirectory;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mailboxes of one partition. */
public final class MailboxProcessor
    implements Processor<String, @Nullable MailboxInput, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxProcessor.class);

  private static final int LONGEST = 255;

  private final NotifyingSettings settings;
  private final Alarms alarms;
  private final HeldTenants tenants;
  private final CommandMaker commands;
  private final InternalSerde<ContactSync> wishes = new InternalSerde<>(ContactSync.class);
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable Mailbox mailbox;

  /** Mailboxes with these numbers and tenants. */
  public MailboxProcessor(
      NotifyingSettings settings,
      Supplier<TenantDirectory> tenants,
      String deployment,
      Alarms alarms) {
    this.settings = settings;
    this.alarms = alarms;
    this.tenants = new HeldTenants(tenants);
    this.commands = new CommandMaker(this.tenants, deployment);
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    tenants.take();
    KeyValueStore<String, Head> heads = processorContext.getStateStore(StoreNames.HEAD);
    KeyValueStore<Bytes, Entry> box = processorContext.getStateStore(StoreNames.BOX);
    KeyValueStore<Bytes, SyncSlot> slots = processorContext.getStateStore(StoreNames.SYNC);
    KeyValueStore<Bytes, byte[]> due = processorContext.getStateStore(StoreNames.DUE);
    mailbox =
        new Mailbox(
            new StoreMailboxTables(heads, box, slots, due),
            new ConfiguredTenants(tenants),
            settings.numbers(),
            this::emit);
    mailbox.restore();
    processorContext.schedule(settings.tickInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private void tick(long now) {
    tenants.take();
    requireNonNull(mailbox)
        .tick(now, settings.tickSteps(), System::nanoTime, settings.tickBudget().toNanos());
  }

  @Override
  public void process(Record<String, @Nullable MailboxInput> record) {
    tenants.take();
    Mailbox boxes = requireNonNull(mailbox);
    String address = record.key();
    MailboxInput input = record.value();
    if (address == null || address.indexOf(':') < 1 || input == null) {
      throw new UnprocessableRecordException("BAD_KEY");
    }
    long now = requireNonNull(context).currentSystemTimeMs();
    switch (input) {
      case MailboxInput.Told told -> boxes.on(address, told.event(), now);
      case MailboxInput.Wanted wanted -> {
        String trace = HeaderMaker.trace(record.headers());
        boxes.onSync(address, wish(wanted.sync(), trace), now);
      }
      case MailboxInput.Answered answered -> {
        Answer answer = AnswerReader.of(answered.result());
        if (answer.ofDuplicatePhone()) {
          alarms.sharedPhone(answered.result().getTenant());
        }
        boxes.onAnswer(address, answer, now);
      }
      case MailboxInput.Owned owned -> owners(boxes, address, owned.owners());
    }
  }

  private static void owners(Mailbox boxes, String address, @Nullable ClientPhone phone) {
    int count = phone == null ? 0 : phone.getOwners().size();
    String name =
        phone != null && count == 1 ? phone.getOwners().getFirst().getDisplayName() : null;
    boxes.onOwners(
        address,
        count,
        name == null || name.length() <= LONGEST ? name : name.substring(0, LONGEST));
  }

  private SyncWish wish(ContactSync sync, @Nullable String trace) {
    ByteBuffer body = ByteBuffer.wrap(wishes.serializer().serialize("", sync));
    return switch (sync.getBody()) {
      case SyncAttributes s ->
          new SyncWish(sync.getSubject(), sync.getVersion(), s.getContentHash(), body, trace);
      case UpsertContact u ->
          new SyncWish(sync.getSubject(), sync.getVersion(), u.getContentHash(), body, trace);
      case RefreshContact r ->
          // A read is no state: its slot is beside the one of the attributes.
          new SyncWish(sync.getSubject() + "/refresh", sync.getVersion(), null, body, trace);
      default -> throw new UnprocessableRecordException("UNKNOWN_SYNC");
    };
  }

  private ContactSync wanted(SyncSlot slot) {
    byte[] bytes = new byte[slot.body().remaining()];
    slot.body().duplicate().get(bytes);
    return wishes.deserializer().deserialize("", bytes);
  }

  private void emit(MailboxEffect effect) {
    switch (effect) {
      case MailboxEffect.ToLedger e ->
          forward(e.tenant() + ':' + e.notificationId(), e.event(), Children.MAILBOX_TO_LEDGER);
      case MailboxEffect.Send e ->
          command(e.address(), commands.of(e), e.createdAt(), e.entry().traceparent());
      case MailboxEffect.Write e ->
          command(
              e.address(), commands.of(e, wanted(e.slot())), e.createdAt(), e.slot().traceparent());
      case MailboxEffect.TenantSuspended e -> {
        alarms.suspended(e.tenant());
        LOG.error("Chatwoot refuses a tenant tenant={} until={}", e.tenant(), e.until());
      }
    }
  }

  private void forward(String key, Object value, String child) {
    ProcessorContext<String, Object> to = requireNonNull(context);
    to.forward(new Record<>(key, value, to.currentSystemTimeMs(), new RecordHeaders()), child);
  }

  private void command(
      String key, NotificationCommand command, long createdAt, @Nullable String trace) {
    String content = "command|" + command.getTenant() + '|' + command.getCommandId();
    requireNonNull(context)
        .forward(
            new Record<>(
                key,
                command,
                createdAt,
                HeaderMaker.of(trace, content, command.getTenant(), command)),
            Children.COMMANDS);
  }
}
