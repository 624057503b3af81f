package dev.puente.matcher.notifying.processor;

import static java.util.Objects.requireNonNull;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.matcher.failure.UnprocessableRecordException;
import dev.puente.matcher.notifying.config.NotifyingSettings;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.router.Known;
import dev.puente.matcher.notifying.router.Pending;
import dev.puente.matcher.notifying.router.Router;
import dev.puente.matcher.notifying.router.RouterEffect;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The router of one partition. */
public final class RouterProcessor implements Processor<String, RouterInput, String, Object> {
  /** Partitions that an order of acceptance can tell apart. */
  private static final int PARTITIONS = 4096;

  private static final int LONGEST = 255;

  private static final String PHONE = "phone/";
  private static final String IDENTIFIER = "identifier/";

  private final NotifyingSettings settings;
  private final HeldTenants tenants;
  private final RequestReader reader;
  private @Nullable ProcessorContext<String, Object> context;
  private @Nullable Router router;

  /** A router with these numbers and tenants. */
  public RouterProcessor(
      NotifyingSettings settings, Supplier<TenantDirectory> tenants, PhoneKeys phoneKeys) {
    this.settings = settings;
    this.tenants = new HeldTenants(tenants);
    this.reader = new RequestReader(this.tenants, phoneKeys);
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    KeyValueStore<String, Known> known = processorContext.getStateStore(StoreNames.ADDRESSES);
    KeyValueStore<Bytes, Pending> pending = processorContext.getStateStore(StoreNames.PENDING);
    router = new Router(new StoreRouterTables(known, pending), settings.numbers(), this::emit);
    processorContext.schedule(settings.tickInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private void tick(long now) {
    requireNonNull(router).tick(now, settings.tickSteps());
  }

  @Override
  public void process(Record<String, RouterInput> record) {
    tenants.take();
    switch (record.value()) {
      case RouterInput.Requested(NotificationRequest request) -> {
        if (request == null) {
          throw new UnprocessableRecordException("EMPTY_VALUE");
        }
        requested(record, request);
      }
      case RouterInput.Located(Address address) -> located(record.key(), address);
    }
  }

  private void requested(Record<String, RouterInput> record, NotificationRequest request) {
    long now = requireNonNull(context).currentSystemTimeMs();
    String trace = HeaderMaker.trace(record.headers());
    switch (reader.read(record.key(), request, seq(), record.timestamp(), now, trace)) {
      case ReadRequest.Unusable unusable ->
          throw new UnprocessableRecordException(unusable.reasonClass());
      case ReadRequest.Refused refused -> {
        ledger(refused.tenant(), refused.id(), refused.event());
        String reason = refused.event().reason().toUpperCase(Locale.ROOT);
        throw new UnprocessableRecordException(reason);
      }
      case ReadRequest.Changed changed -> ledger(changed.tenant(), changed.id(), changed.event());
      case ReadRequest.Wanted wanted ->
          requireNonNull(router)
              .onRequest(wanted.tenant(), wanted.id(), wanted.event(), wanted.own(), now);
    }
  }

  /** Grows within a partition; unique among the partitions. */
  private long seq() {
    RecordMetadata place = requireNonNull(context).recordMetadata().orElseThrow();
    return place.offset() * PARTITIONS + place.partition() % PARTITIONS;
  }

  private void located(@Nullable String key, @Nullable Address address) {
    if (key == null || key.indexOf(':') < 1) {
      throw new UnprocessableRecordException("BAD_KEY");
    }
    TenantKey recipient = TenantKey.parse(key);
    Router routes = requireNonNull(router);
    if (address == null) {
      routes.onErased(recipient.tenant(), recipient.id());
    } else {
      routes.onAddress(
          recipient.tenant(),
          recipient.id(),
          address.getVersion(),
          target(address),
          address.getReason(),
          requireNonNull(context).currentSystemTimeMs());
    }
  }

  private static @Nullable Target target(Address a) {
    String address = a.getAddress();
    if (address == null) {
      return null;
    }
    String identifier = a.getIdentifier();
    if (identifier == null && address.startsWith(IDENTIFIER)) {
      identifier = address.substring(IDENTIFIER.length());
    }
    return new Target(
        address,
        a.getVersion(),
        address.startsWith(PHONE) ? address.substring(PHONE.length()) : null,
        shortened(a.getPhoneRaw()),
        shortened(a.getRegion()),
        a.getContactId(),
        identifier,
        shortened(a.getDisplayName()));
  }

  /** Targets lie in the heads of mailboxes, which must stay small. */
  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private void emit(RouterEffect effect) {
    switch (effect) {
      case RouterEffect.ToLedger e -> ledger(e.tenant(), e.notificationId(), e.event());
      case RouterEffect.ToMailbox e ->
          forward(e.tenant() + ':' + e.address(), e.event(), Children.ROUTER_TO_MAILBOX);
    }
  }

  private void ledger(String tenant, String id, LedgerEvent event) {
    forward(tenant + ':' + id, event, Children.ROUTER_TO_LEDGER);
  }

  private void forward(String key, Object value, String child) {
    ProcessorContext<String, Object> to = requireNonNull(context);
    to.forward(new Record<>(key, value, to.currentSystemTimeMs(), new RecordHeaders()), child);
  }
}
