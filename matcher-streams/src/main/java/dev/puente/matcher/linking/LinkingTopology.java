package dev.puente.matcher.linking;

import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.state.LinkingMatch;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KTable;

/** The whole of {@code puente-linking}, in reading order. */
final class LinkingTopology {
  private LinkingTopology() {}

  static Topology of(StreamsPartContext context, Duration stableAfter, RandomGenerator random) {
    StreamsBuilder builder = context.newBuilder();
    Steps steps = new Steps(builder, context, random);
    TenantRules rules = new TenantRules(context.tenantSource(), context.phoneKeys());

    ResultsTopology.Answers answers = ResultsTopology.addTo(steps);
    KTable<String, LinkingMatch> matches =
        SightingsTopology.addTo(steps, rules, answers.aboutContacts());
    ClientsTopology.Tables clients = ClientsTopology.addTo(steps, rules);
    LinksTopology.Links links = LinksTopology.addTo(steps, matches, clients.owners());
    ContactsOfClientTopology.addTo(steps, links.contactsOfClients());
    AttributesTopology.addTo(
        steps, links.targets(), clients.cards(), answers.aboutContacts(), stableAfter);
    SubscriptionsTopology.addTo(steps, rules, answers.aboutSubscriptions());
    return builder.build();
  }
}
