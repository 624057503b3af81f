package dev.puente.notifier.flow;

import static dev.puente.notifier.flow.FlowRig.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Answer.Code;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Target;
import dev.puente.notifier.delivery.Task;
import dev.puente.notifier.flow.Session.Suspicion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contact's own name in syncs, and the one that a contact is made with. */
class ContactNameFlowTest {
  private final FlowRig rig = new FlowRig();
  private final FakeChatwoot chatwoot = rig.chatwoot;
  private final long contact = chatwoot.addContact(KEY, null).id();

  private Answer sync(@Nullable String wanted, String... ours) {
    return rig.run(task(wanted, ours));
  }

  private Task.Sync task(@Nullable String wanted, String... ours) {
    return new Task.Sync(
        contact, Map.of("a", 1L), List.of(), new Task.NameWish(wanted, List.of(ours)));
  }

  private @Nullable String name() {
    return Objects.requireNonNull(chatwoot.contacts.get(contact)).name();
  }

  @Test
  void shouldGiveAContactWithoutANameTheClients() {
    // given
    chatwoot.rename(contact, null);

    // when
    Answer answer = sync("Ana Pérez");

    // then
    assertThat(answer.writtenName()).isEqualTo("Ana Pérez");
    assertThat(name()).isEqualTo("Ana Pérez");
    assertThat(chatwoot.written).as("with the attributes, in one call").hasSize(1);
  }

  @Test
  void shouldLeaveANameThatIsNotOurs() {
    // given
    chatwoot.rename(contact, "Anita (WhatsApp)");

    // when
    Answer answer = sync("Ana Pérez", "Ana");

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.writtenName()).isNull();
    assertThat(name()).isEqualTo("Anita (WhatsApp)");
    assertThat(chatwoot.written).extracting(ContactFields::name).containsOnlyNulls();
  }

  @Test
  void shouldReplaceANameOfOurs() {
    // given
    chatwoot.rename(contact, "Ana");

    // when
    Answer answer = sync("Ana Pérez", "Ana P.", "Ana");

    // then
    assertThat(answer.writtenName()).isEqualTo("Ana Pérez");
    assertThat(name()).isEqualTo("Ana Pérez");
  }

  @Test
  void shouldTakeAwayANameOfOursAndOnlyThat() {
    // given
    chatwoot.rename(contact, "Ana");

    // when
    Answer taken = sync(null, "Ana");
    String after = name();
    chatwoot.rename(contact, "Eva");
    Answer left = sync(null, "Ana");

    // then
    assertThat(after).isEmpty();
    assertThat(name()).isEqualTo("Eva");
    assertThat(List.of(taken, left)).extracting(Answer::writtenName).containsOnlyNulls();
  }

  @Test
  void shouldWriteNoNameThatStandsThereAlready() {
    // given
    chatwoot.rename(contact, "Ana");

    // when
    Answer answer =
        rig.run(
            new Task.Sync(contact, Map.of(), List.of(), new Task.NameWish("Ana", List.of("Ana"))));

    // then
    assertThat(answer.writtenName()).isEqualTo("Ana");
    assertThat(chatwoot.calls).containsExactly("contact");
  }

  @Test
  void shouldNotClaimANameThatSomebodyElseWroteTheSameWay() {
    // given
    chatwoot.rename(contact, "Ana");

    // when
    Answer answer = sync("Ana");

    // then
    assertThat(answer.writtenName()).isNull();
  }

  @Test
  void shouldKnowTheNameOfItsFirstTryAgain() {
    // given
    chatwoot.rename(contact, "Ana");

    // when
    Answer answer = rig.run(task("Ana"), Suspicion.BY_MAILBOX, null);

    // then
    assertThat(answer.writtenName()).isEqualTo("Ana");
  }

  @Test
  void shouldNotLookAtTheNameWhenItIsNotAsked() {
    // when
    Answer answer = rig.run(new Task.Sync(contact, Map.of("a", 1L), List.of(), null));

    // then
    assertThat(answer.writtenName()).isNull();
    assertThat(chatwoot.calls).containsExactly("update contact");
  }

  @Test
  void shouldWriteTheAttributesAlsoWhenTheNameIsRefused() {
    // given
    chatwoot.rename(contact, "");
    chatwoot.fail("update contact", new Problem.Refused(422, Set.of("name")));

    // when
    Answer answer = sync("Ana");

    // then
    assertThat(answer.code()).isEqualTo(Code.SENT);
    assertThat(answer.reason()).isEqualTo("left_out:name");
    assertThat(answer.writtenName()).isNull();
    assertThat(chatwoot.written).last().extracting(ContactFields::name).isNull();
  }

  @Test
  void shouldSayThatTheContactIsGoneWhenItsNameCanNotBeRead() {
    // given
    chatwoot.contacts.remove(contact);

    // when
    Answer answer = sync("Ana");

    // then
    assertThat(answer).isEqualTo(Answer.rejected("contact_gone", 404));
  }

  @Test
  void shouldTellTheNameThatItMadeAContactWith() {
    // given
    chatwoot.contacts.clear();
    Target target = new Target(null, KEY, KEY, "AR", null, null, "Ana");

    // when
    Answer made = rig.run(FlowRig.send(target, FlowRig.API_INBOX));
    Answer found = rig.run(FlowRig.send(target, FlowRig.API_INBOX));

    // then
    assertThat(made.writtenName()).isEqualTo("Ana");
    assertThat(found.writtenName()).isNull();
  }
}
