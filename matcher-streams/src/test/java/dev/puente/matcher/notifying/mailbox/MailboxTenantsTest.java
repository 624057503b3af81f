package dev.puente.matcher.notifying.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tenants that Chatwoot refuses. */
class MailboxTenantsTest {
  private static final String BOX = "a:phone/+541";

  private final MailboxFixture fixture = new MailboxFixture();

  private Answer answer(String commandId, Code code, boolean stillSuspect) {
    return new Answer(commandId, code, stillSuspect, null, null, SentRef.NONE);
  }

  @Test
  void shouldSuspendTheTenantUntilAProbeWhenItIsBlocked() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.enqueue("a:phone/+542", "n2");
    fixture.commands();
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    fixture.answer("a:phone/+542", "n2#1", Code.TENANT_BLOCKED);
    fixture.enqueue("a:phone/+543", "n3");
    fixture.after(3_599_000);
    assertThat(fixture.commands()).isEmpty();

    // when
    fixture.after(1_000);

    // then
    assertThat(fixture.commands()).as("one probe").containsExactly("n1#2");
    fixture.sent(BOX, "n1#2", 77);
    assertThat(fixture.commands()).containsExactlyInAnyOrder("n2#2", "n3#1");
  }

  @Test
  void shouldProbeAgainWhenTheEchoOvertakesTheAnswerOfTheProbe() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    fixture.enqueue(BOX, "n2");
    fixture.after(3_600_000);
    assertThat(fixture.commands()).containsExactly("n1#1", "n1#2");

    // when
    fixture.mailbox.on(
        BOX, new MailboxEvent.Witness("n1", "n1", new SentRef(500L, 70L, 9L, null)), fixture.now);

    // then
    assertThat(fixture.commands()).containsExactly("n2#1");
  }

  @Test
  void shouldOpenTheTenantWhenItsSettingsChange() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    fixture.after(1_000);
    fixture.commands();

    // when
    fixture.tenant().access = "token-2";
    fixture.after(100);

    // then
    assertThat(fixture.commands()).containsExactly("n1#2");
  }

  @Test
  void shouldTryATenantSoonThatIsRefusedShortlyAfterItsSettingsChanged() {
    // given: the worker read the new token later than we did
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    fixture.tenant().access = "token-2";
    fixture.after(100);
    fixture.answer(BOX, "n1#2", Code.TENANT_BLOCKED);
    fixture.commands();

    // when
    fixture.after(14_900);
    List<String> early = fixture.commands();
    fixture.after(100);

    // then
    assertThat(early).isEmpty();
    assertThat(fixture.commands()).containsExactly("n1#3");
  }

  @Test
  void shouldTryATenantSoonThatTheWorkerDoesNotKnowYet() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.answer(
        BOX, new Answer("n1#1", Code.TENANT_BLOCKED, false, "unknown_tenant", null, SentRef.NONE));
    fixture.commands();

    // when
    fixture.after(15_000);

    // then
    assertThat(fixture.commands()).containsExactly("n1#2");
  }

  @Test
  void shouldLetATenantWaitWhoseSettingsAreGoneAndGoOnWhenTheyAreBack() {
    // given
    var settings = fixture.tenant();
    fixture.enqueue(BOX, "n1");
    fixture.commands();
    fixture.tenants.remove("a");

    // when
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    fixture.after(3_600_000);
    List<String> meanwhile = fixture.commands();
    fixture.tenants.put("a", settings);
    fixture.after(100);

    // then
    assertThat(meanwhile).isEmpty();
    assertThat(fixture.commands()).containsExactly("n1#2");
  }
}
