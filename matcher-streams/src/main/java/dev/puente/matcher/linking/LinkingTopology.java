package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.interactions.InteractionTeller;
import dev.puente.matcher.interactions.InteractionsTopology;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/** The whole of {@code puente-linking}, in reading order. */
final class LinkingTopology {
  private LinkingTopology() {}

  static Topology of(StreamsPartContext context, Duration stableAfter, RandomGenerator random) {
    StreamsBuilder builder = context.newBuilder();
    Steps steps = new Steps(builder, context, random);
    RulesSource rules = new RulesSource(context.tenantSource(), context.phoneKeys());

    Topics topics = context.topics();

    ResultsTopology.Answers answers = ResultsTopology.addTo(steps);
    KStream<String, ChatwootEvent> events =
        steps
            .source(topics.chatwootEvents(), TopologyNames.EVENTS_SOURCE)
            .filter(
                (key, event) -> rules.now().fromOwnAccount(event), Named.as("events-of-account"));
    KTable<String, LinkingMatch> matches =
        SightingsTopology.addTo(steps, rules, events, answers.aboutContacts());
    KStream<String, Client> clientRecords =
        steps.source(topics.clients(), TopologyNames.CLIENTS_SOURCE);
    ClientsTopology.Tables clients = ClientsTopology.addTo(steps, rules, clientRecords);
    LinksTopology.Links links =
        LinksTopology.addTo(steps, matches, clients.owners(), clients.cards());
    NewcomersTopology.addTo(steps, rules, links.changes(), stableAfter);
    ContactsOfClientTopology.addTo(steps, links.contactsOfClients());
    AttributesTopology.addTo(
        steps, links.targets(), clients.cards(), answers.aboutContacts(), events, stableAfter);
    SubscriptionsTopology.addTo(steps, rules, answers.aboutSubscriptions());
    addInteractions(builder, steps, rules, events, links.decisions(), clientRecords);
    return builder.build();
  }

  private static void addInteractions(
      StreamsBuilder builder,
      Steps steps,
      RulesSource rules,
      KStream<String, ChatwootEvent> events,
      KStream<String, ContactLink> links,
      KStream<String, Client> clients) {
    Topics topics = steps.context().topics();
    InteractionsTopology.stores().forEach(builder::addStateStore);
    steps.sink(
        InteractionsTopology.interactions(
            events,
            links,
            new InteractionTeller.Stores(
                TopologyNames.LINK_STORE, TopologyNames.MATCH_TABLE, TopologyNames.JOINED_STORE),
            steps.context().deployment(),
            tenant -> rules.now().interactionTextAllowed(tenant)),
        topics.interactions(),
        "interactions");
    InteractionsTopology.view(
        steps.source(topics.interactions(), TopologyNames.INTERACTIONS_SOURCE),
        clients,
        TopologyNames.CLIENT_STORE);
  }
}
