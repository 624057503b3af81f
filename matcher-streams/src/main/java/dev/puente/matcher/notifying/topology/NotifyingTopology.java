package dev.puente.matcher.notifying.topology;

import dev.puente.event.v1.NotificationCommand;
import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.notifying.codec.LedgerEvents;
import dev.puente.matcher.notifying.codec.MailboxEvents;
import dev.puente.matcher.notifying.config.NotifyingSettings;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.processor.Alarms;
import dev.puente.matcher.notifying.processor.Children;
import dev.puente.matcher.notifying.processor.LedgerProcessor;
import dev.puente.matcher.notifying.processor.MailboxInput;
import dev.puente.matcher.notifying.processor.MailboxProcessor;
import dev.puente.matcher.notifying.processor.ReceiptProcessor;
import dev.puente.matcher.notifying.processor.RouterInput;
import dev.puente.matcher.notifying.processor.RouterProcessor;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Requests to commands, results to outcomes.
 *
 * <pre>
 * notification-requests ─┐                     ┌──────────── outcomes
 * addresses ─────────────ROUTER ─[ledger-events]─LEDGER
 *                          │          ▲    ▲      │  (and to itself, by message id)
 * chatwoot-events ─RECEIPTS│──────────┘    │      │
 *                          └─────[mailbox-events]─┘
 * client-phones, contact-syncs,           │
 * command-results ─────────────────────MAILBOX ─── notification-commands
 * </pre>
 *
 * <p>Both topics in brackets have several writers, and the ledger and the mailbox write to each
 * other. The builder knows no such circle, so the further writers are added to the built topology
 * as sinks on the same internal topics.
 */
final class NotifyingTopology {
  private static final String LEDGER_EVENTS = "ledger-events";
  private static final String MAILBOX_EVENTS = "mailbox-events";
  private static final String INTERNAL = "-repartition";
  private static final String ROUTER = "router";
  private static final String RECEIPTS = "receipts";
  private static final String LEDGER = "ledger-keeper";
  private static final String MAILBOX = "mailbox";

  private final StreamsPartContext context;
  private final NotifyingSettings settings;
  private final Alarms alarms;
  private final StreamsBuilder builder;

  private NotifyingTopology(StreamsPartContext context, NotifyingSettings settings, Alarms alarms) {
    this.context = context;
    this.settings = settings;
    this.alarms = alarms;
    this.builder = context.newBuilder();
  }

  static Topology of(StreamsPartContext context, NotifyingSettings settings, Alarms alarms) {
    return new NotifyingTopology(context, settings, alarms).build();
  }

  private Topology build() {
    KStream<String, LedgerEvent> ledgerEvents = routed();
    KStream<String, MailboxEvent> mailboxEvents = kept(ledgerEvents);
    mailbox(mailboxEvents);
    receipts();
    return withSinks(builder.build());
  }

  private KStream<String, LedgerEvent> routed() {
    Topics topics = context.topics();
    KStream<String, RouterInput> requests =
        source(topics.notificationRequests(), "requests-source")
            .mapValues(RouterInput.Requested::new, Named.as("requests"));
    KStream<String, RouterInput> addresses =
        source(topics.addresses(), "addresses-source")
            .mapValues(RouterInput.Located::new, Named.as("addresses"));
    return requests
        .merge(addresses, Named.as("router-input"))
        .process(
            new Steps<>(
                () -> new RouterProcessor(settings, context.tenantSource(), context.phoneKeys()),
                Stores.ofRouter()),
            Named.as(ROUTER))
        .mapValues(LedgerEvent.class::cast, Named.as(Children.ROUTER_TO_LEDGER))
        .repartition(
            Repartitioned.<String, LedgerEvent>as(LEDGER_EVENTS)
                .withKeySerde(Serdes.String())
                .withValueSerde(LedgerEvents.serde()));
  }

  private KStream<String, MailboxEvent> kept(KStream<String, LedgerEvent> events) {
    return events
        .process(
            new Steps<>(() -> new LedgerProcessor(settings, alarms), Stores.ofLedger()),
            Named.as(LEDGER))
        .mapValues(MailboxEvent.class::cast, Named.as(Children.LEDGER_TO_MAILBOX))
        .repartition(
            Repartitioned.<String, MailboxEvent>as(MAILBOX_EVENTS)
                .withKeySerde(Serdes.String())
                .withValueSerde(MailboxEvents.serde()));
  }

  private void mailbox(KStream<String, MailboxEvent> events) {
    Topics topics = context.topics();
    KStream<String, MailboxInput> told =
        events.mapValues(MailboxInput.Told::new, Named.as("mailbox-told"));
    KStream<String, MailboxInput> wanted =
        source(topics.contactSyncs(), "contact-syncs-source")
            .mapValues(MailboxInput.Wanted::new, Named.as("mailbox-wanted"));
    KStream<String, MailboxInput> answered =
        source(topics.commandResults(), "command-results-source")
            .mapValues(MailboxInput.Answered::new, Named.as("mailbox-answered"));
    KStream<String, MailboxInput> owned =
        source(topics.clientPhones(), "client-phones-source")
            .mapValues(MailboxInput.Owned::new, Named.as("mailbox-owned"));
    told.merge(wanted, Named.as("mailbox-input-1"))
        .merge(answered, Named.as("mailbox-input-2"))
        .merge(owned, Named.as("mailbox-input-3"))
        .process(
            new Steps<>(
                () ->
                    new MailboxProcessor(
                        settings, context.tenantSource(), context.deployment(), alarms),
                Stores.ofMailbox()),
            Named.as(MAILBOX));
  }

  private void receipts() {
    source(context.topics().chatwootEvents(), "chatwoot-events-source")
        .process(
            new Steps<>(() -> new ReceiptProcessor(context.deployment()), Set.of()),
            Named.as(RECEIPTS));
  }

  private Topology withSinks(Topology topology) {
    Topics topics = context.topics();
    internal(topology, Children.ROUTER_TO_MAILBOX, MAILBOX_EVENTS, MailboxEvents.serde(), ROUTER);
    internal(topology, Children.RECEIPTS_TO_LEDGER, LEDGER_EVENTS, LedgerEvents.serde(), RECEIPTS);
    internal(topology, Children.LEDGER_TO_LEDGER, LEDGER_EVENTS, LedgerEvents.serde(), LEDGER);
    internal(topology, Children.MAILBOX_TO_LEDGER, LEDGER_EVENTS, LedgerEvents.serde(), MAILBOX);
    topology.addSink(
        Children.OUTCOMES,
        topics.notificationOutcomes().name(),
        Serdes.String().serializer(),
        context.serdes().serde(topics.notificationOutcomes()).serializer(),
        LEDGER);
    Serde<NotificationCommand> commands = context.serdes().serde(topics.notificationCommands());
    topology.addSink(
        Children.COMMANDS,
        topics.notificationCommands().name(),
        Serdes.String().serializer(),
        commands.serializer(),
        new InstallationPartitioner(context.tenantSource()),
        MAILBOX);
    return topology;
  }

  private static <V> void internal(
      Topology topology, String name, String topic, Serde<V> serde, String parent) {
    topology.addSink(
        name, topic + INTERNAL, Serdes.String().serializer(), serde.serializer(), parent);
  }

  private <V extends SpecificRecord> KStream<String, V> source(Topic<V> topic, String name) {
    return builder.stream(
        topic.name(), Consumed.with(Serdes.String(), context.serdes().serde(topic)).withName(name));
  }
}
