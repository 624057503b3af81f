package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.Interaction;
import dev.puente.event.v1.LinkState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens in whatever order, and however often it is repeated: a message is told at most
 * once, only of a client that the link names at that moment, and none is lost that came while its
 * contact was linked or before its first link.
 */
class InteractionsPropertyTest {
  private static final List<String> CLIENTS = List.of("17", "18");
  private static final List<Long> CONTACTS = List.of(8L, 9L);
  private static final List<String> PHONES = List.of("11 2345-6789", "11 4567-8901");
  private static final List<String> SENDERS = List.of("5491123456789", "5491145678901");

  sealed interface Action {}

  /** A message; the same number is the same message. */
  record Message(long contact, long number) implements Action {}

  record Phones(String client, List<String> phones) implements Action {}

  record Erase(String client) implements Action {}

  record ByHand(long contact, @Nullable String client) implements Action {}

  record RuleAgain(long contact) implements Action {}

  /** What the rules promise of one contact, followed from its published links. */
  private static final class Expected {
    private @Nullable String now;
    private @Nullable String last;
    private final Set<Long> known = new HashSet<>();
    private final List<Long> waiting = new ArrayList<>();
    private final Map<Long, String> told = new HashMap<>();

    void message(long id) {
      if (!known.add(id)) {
        return;
      }
      if (now == null) {
        waiting.add(id);
      } else {
        told.put(id, now);
      }
    }

    void gone() {
      now = null;
      waiting.clear();
    }

    void link(ContactLink link) {
      now = link.getState() == LinkState.LINKED ? link.getClientId() : null;
      if (now == null) {
        return;
      }
      String client = now;
      if (last == null || last.equals(client)) {
        waiting.forEach(id -> told.put(id, client));
      }
      waiting.clear();
      last = client;
    }
  }

  @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
  void shouldTellEachMessageOnceAndOnlyOfTheLinkedClient(@ForAll("actions") List<Action> actions) {
    Map<Long, Expected> contacts = new HashMap<>();
    Map<Long, String> told = new HashMap<>();
    try (LinkingScenario story = new LinkingScenario()) {
      for (Action action : actions) {
        if (action instanceof Message(long contact, long number)) {
          // The message comes before the links that its event changes.
          of(contacts, contact).message(id(contact, number));
        }
        apply(action, story);
        for (TestRecord<String, ContactLink> link :
            story.harness().records(story.harness().topics().contactLinks())) {
          Expected contact =
              of(contacts, Long.parseLong(link.key().substring(CLINIC.length() + 1)));
          if (link.value() == null) {
            contact.gone();
          } else {
            contact.link(link.value());
          }
        }
        for (TestRecord<String, Interaction> record :
            story.harness().records(story.harness().topics().interactions())) {
          String client = record.value().getClientId();
          assertThat(told.put(record.value().getMessageId(), client)).as("told twice").isNull();
          assertThat(record.key()).isEqualTo(CLINIC + ":" + client);
        }
        Map<Long, String> expected = new HashMap<>();
        contacts.values().forEach(contact -> expected.putAll(contact.told));
        assertThat(told).as("after %s", action).isEqualTo(expected);
      }
      assertThat(story.harness().deadLetters()).isEmpty();
    }
  }

  private static Expected of(Map<Long, Expected> contacts, long contact) {
    return contacts.computeIfAbsent(contact, id -> new Expected());
  }

  private static long id(long contact, long number) {
    return contact * 1_000 + number;
  }

  private static void apply(Action action, LinkingScenario story) {
    switch (action) {
      case Message(long contact, long number) ->
          story.event(
              CLINIC,
              contact,
              null,
              event ->
                  event
                      .setEvent("message_created")
                      .setInboxId(7L)
                      .setChannel("Channel::Whatsapp")
                      .setSourceId(SENDERS.get((int) (contact - 8)))
                      .setConversation(LinkingScenario.conversation(contact, story.tick()))
                      .setMessage(
                          EventMessage.newBuilder()
                              .setId(id(contact, number))
                              .setMessageType("incoming")
                              .setPrivateNote(false)
                              .setContentLength(1)
                              .setDeleted(false)
                              .build()));
      case Phones(String client, List<String> phones) ->
          story.client(CLINIC, client, phones.toArray(String[]::new));
      case Erase(String client) -> story.erase(CLINIC, client);
      case ByHand(long contact, String client) -> story.override(CLINIC, contact, client);
      case RuleAgain(long contact) -> story.withdrawOverride(CLINIC, contact);
    }
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<Long> contact = Arbitraries.of(CONTACTS);
    Arbitrary<String> client = Arbitraries.of(CLIENTS);
    Arbitrary<Action> action =
        Arbitraries.frequencyOf(
            Tuple.of(
                8,
                Combinators.combine(contact, Arbitraries.longs().between(1, 20)).as(Message::new)),
            Tuple.of(
                3,
                Combinators.combine(
                        client, Arbitraries.of(PHONES).list().uniqueElements().ofMaxSize(2))
                    .as(Phones::new)),
            Tuple.of(1, client.map(Erase::new)),
            Tuple.of(1, Combinators.combine(contact, client.injectNull(0.3)).as(ByHand::new)),
            Tuple.of(1, contact.map(RuleAgain::new)));
    return action.list().ofMinSize(15).ofMaxSize(40);
  }
}
