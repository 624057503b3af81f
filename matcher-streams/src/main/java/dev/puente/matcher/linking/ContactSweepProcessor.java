package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingReread;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds the contacts that were matched by other rules, in bounded steps. What it finds comes back
 * by a topic: the left side of a foreign-key join must not be fed by a punctuation, which has no
 * partition to send the join's answer to (Kafka 4.3.1 would stop the task).
 */
final class ContactSweepProcessor
    implements Processor<String, ContactInput, String, LinkingReread> {
  private final RulesSource source;

  @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
  private ProcessorContext<String, LinkingReread> context;

  @SuppressWarnings("NullAway.Init") // set by init
  private KeyValueStore<String, LinkingContactState> contacts;

  @SuppressWarnings("NullAway.Init") // set by init
  private RulesSweep<LinkingContactState> sweep;

  ContactSweepProcessor(RulesSource source) {
    this.source = source;
  }

  @Override
  public void init(ProcessorContext<String, LinkingReread> processorContext) {
    context = processorContext;
    contacts = processorContext.getStateStore(TopologyNames.CONTACT_STORE);
    sweep =
        new RulesSweep<>(
            TenantRules::version,
            contacts,
            processorContext.getStateStore(TopologyNames.CONTACT_RULES_STORE));
    processorContext.schedule(
        RulesSweep.TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick(source.now()));
  }

  private void tick(TenantRules rules) {
    sweep.look(rules, tenant -> {});
    sweep.tick(rules, tenant -> true, this::look, tenant -> {});
  }

  @Override
  public void process(Record<String, ContactInput> event) {
    // Events are for the next processor, which must not use rules that the sweep did not see.
    sweep.look(source.now(), tenant -> {});
  }

  private void look(String key, String version) {
    LinkingContactState row = contacts.get(key);
    LinkingMatch match = row == null ? null : row.getMatch();
    if (match != null && !match.getRulesVersion().equals(version)) {
      context.forward(new Record<>(key, new LinkingReread(version), context.currentSystemTimeMs()));
    }
  }
}
