package dev.puente.matcher.notifying.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots of installations, turns of tenants, limits of a tick. */
class MailboxTurnsTest {
  private static final String BOX = "a:phone/+541";

  private final MailboxFixture fixture = new MailboxFixture();

  private Entry urgency(Entry entry, Urgency urgency) {
    return new Entry(
        entry.notificationId(),
        entry.occurrence(),
        entry.recipient(),
        entry.target(),
        entry.message(),
        urgency,
        entry.place(),
        entry.expiresAt(),
        entry.progress(),
        null);
  }

  @Test
  void shouldKeepWithinTheSlotsOfAnInstallation() {
    // given
    for (int i = 0; i < 20; i++) {
      fixture.enqueue("a:phone/+" + i, "n" + i);
    }

    // when
    List<String> sent = fixture.commands();

    // then
    assertThat(sent).hasSize(16);
    fixture.sent("a:phone/+3", "n3#1", 1);
    assertThat(fixture.commands()).hasSize(1);
  }

  @Test
  void shouldNotWorkThroughItsRowsWhileAnInstallationRests() {
    // given
    MailboxFixture.FreeTenant other = new MailboxFixture.FreeTenant();
    other.installation = "http://other.example";
    fixture.tenants.put("b", other);
    for (int i = 10; i < 30; i++) {
      fixture.enqueue("a:phone/+" + i, "n" + i);
    }
    assertThat(fixture.commands()).hasSize(16);
    long until = fixture.now + 30_000;
    Answer rests = new Answer("n10#1", Code.DEFERRED, false, "breaker_open", until, SentRef.NONE);

    // when
    fixture.answer("a:phone/+10", rests);
    fixture.enqueue("b:phone/+1", "elsewhere");
    fixture.after(29_999);

    // then
    assertThat(fixture.commands()).containsExactly("elsewhere#1");
    fixture.after(1);
    assertThat(fixture.commands()).hasSize(1);
  }

  @Test
  void shouldCloseHalfOfTheSlotsToBulk() {
    // given
    for (int i = 0; i < 20; i++) {
      String box = "a:phone/+" + i;
      fixture.enqueue(box, urgency(fixture.entry("bulk" + i, box, fixture.now), Urgency.BULK));
    }
    assertThat(fixture.commands()).hasSize(8);

    // when
    fixture.enqueue("a:phone/+99", "urgent");

    // then
    assertThat(fixture.commands()).containsExactly("urgent#1");
  }

  @Test
  void shouldServeTenantsInTurn() {
    // given
    fixture.tenants.put("b", new MailboxFixture.FreeTenant());
    for (int i = 0; i < 40; i++) {
      fixture.enqueue(
          "a:phone/+" + i, fixture.entry("a" + i, "a:phone/+" + i, fixture.now + 1_000));
    }
    for (int i = 0; i < 4; i++) {
      fixture.enqueue(
          "b:phone/+" + i, fixture.entry("b" + i, "b:phone/+" + i, fixture.now + 1_000));
    }

    // when
    fixture.after(1_000);

    // then
    assertThat(fixture.commands()).hasSize(16).contains("b0#1", "b1#1", "b2#1", "b3#1");
  }

  @Test
  void shouldNotStopOtherTenantsWhenOneIsBlocked() {
    // given
    MailboxFixture.FreeTenant other = new MailboxFixture.FreeTenant();
    fixture.tenants.put("b", other);
    fixture.enqueue(BOX, "n1");
    fixture.answer(BOX, "n1#1", Code.TENANT_BLOCKED);
    for (int i = 0; i < 50; i++) {
      fixture.enqueue("a:phone/+" + i, "x" + i);
    }
    fixture.commands();

    // when
    fixture.enqueue("b:phone/+1", "y");

    // then
    assertThat(fixture.commands()).containsExactly("y#1");
  }

  @Test
  void shouldHoldWhatBelongsToAnUnknownTenant() {
    // given
    fixture.enqueue("c:phone/+1", "n1");
    assertThat(fixture.steps()).containsExactly("n1 WAITING tenant_unknown");

    // when
    fixture.tenants.put("c", new MailboxFixture.FreeTenant());
    fixture.after(100);

    // then
    assertThat(fixture.commands()).containsExactly("n1#1");
  }

  @Test
  void shouldRebuildSlotsAndTurnsAfterARestart() {
    // given
    for (int i = 0; i < 20; i++) {
      fixture.enqueue("a:phone/+" + i, "n" + i);
    }
    fixture.commands();

    // when
    fixture.restarted();

    // then
    assertThat(fixture.mailbox.slotsInUse()).isEqualTo(16);
    fixture.after(100);
    assertThat(fixture.commands()).isEmpty();
    fixture.sent("a:phone/+0", "n0#1", 1);
    assertThat(fixture.commands()).hasSize(1);
    fixture.after(660_000);
    assertThat(fixture.commands()).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test
  void shouldStopAtTheStepLimitOfATick() {
    // given
    Numbers wide = new Numbers(1, 600_000, 1, 1, 8, 1, 1, 1, 1_000, 200, 1 << 20, 1, 1);
    MailboxFixture many = new MailboxFixture(wide);
    for (int i = 0; i < 100; i++) {
      many.enqueue("a:phone/+" + i, many.entry("n" + i, "a:phone/+" + i, many.now + 1_000));
    }
    many.now += 1_000;

    // when
    many.mailbox.tick(many.now, 30, () -> 0L, 1);

    // then
    assertThat(many.commands()).hasSize(30);
  }
}
