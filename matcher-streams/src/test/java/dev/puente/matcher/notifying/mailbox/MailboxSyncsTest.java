package dev.puente.matcher.notifying.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of contacts between messages. */
class MailboxSyncsTest {
  private static final String BOX = "a:phone/+541";

  private final MailboxFixture fixture = new MailboxFixture();

  @Test
  void shouldWriteTheLatestStateOnceWhenNoMessageIsDue() {
    // given
    fixture.enqueue(BOX, "n1");
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.sync(BOX, "contact/9", 2, "bbbbbbbbbbbb");
    assertThat(fixture.commands()).containsExactly("n1#1");

    // when
    fixture.sent(BOX, "n1#1", 1);
    List<String> written = fixture.commands();
    fixture.answer(BOX, "sync:contact/9:bbbbbbbb#1", Code.SENT);
    fixture.sync(BOX, "contact/9", 3, "bbbbbbbbbbbb");

    // then
    assertThat(written).containsExactly("sync:contact/9:bbbbbbbb#1");
    assertThat(fixture.commands()).isEmpty();
    assertThat(fixture.tables.due).isEmpty();
  }

  @Test
  void shouldWriteAgainWhenTheStateChangedWhileItWasWritten() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.sync(BOX, "contact/9", 2, "bbbbbbbbbbbb");
    fixture.commands();

    // when
    fixture.answer(BOX, "sync:contact/9:aaaaaaaa#1", Code.SENT);

    // then
    assertThat(fixture.commands()).containsExactly("sync:contact/9:bbbbbbbb#2");
  }

  @Test
  void shouldWriteTheFormerStateAgainWhenTheOneBetweenIsUncertain() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.answer(BOX, "sync:contact/9:aaaaaaaa#1", Code.SENT);
    fixture.sync(BOX, "contact/9", 2, "bbbbbbbbbbbb");
    fixture.answer(BOX, "sync:contact/9:bbbbbbbb#2", Code.AMBIGUOUS);
    fixture.commands();

    // when
    fixture.sync(BOX, "contact/9", 3, "aaaaaaaaaaaa");

    // then
    assertThat(fixture.commands()).containsExactly("sync:contact/9:aaaaaaaa#3");
  }

  @Test
  void shouldLetMessagesPassASyncThatWaits() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.answer(BOX, "sync:contact/9:aaaaaaaa#1", Code.AMBIGUOUS);
    fixture.commands();

    // when
    fixture.enqueue(BOX, "n1");

    // then
    assertThat(fixture.commands()).containsExactly("n1#1");
  }

  private void refused(String commandId, String reason) {
    fixture.answer(BOX, new Answer(commandId, Code.REJECTED, false, reason, null, SentRef.NONE));
  }

  @Test
  void shouldTryAgainMoreAndMoreRarelyWhatIsRefusedBecauseTwoContactsShareANumber() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    refused("sync:contact/9:aaaaaaaa#1", "duplicate_phone_number");
    fixture.commands();
    long minute = 60_000;

    // when
    fixture.after(minute);
    boolean suspect = fixture.lastWrite().slot().failures() > 0;
    List<String> second = fixture.commands();
    refused("sync:contact/9:aaaaaaaa#2", "duplicate_phone_number");
    fixture.after(minute);
    refused("sync:contact/9:aaaaaaaa#3", "duplicate_phone_number");
    fixture.after(minute);
    List<String> tooEarly = fixture.commands();
    for (int hour = 0; hour < 24; hour++) {
      fixture.after(60 * minute);
      fixture.commands().forEach(id -> refused(id, "duplicate_phone_number"));
    }
    fixture.after(60 * minute);
    List<String> last = fixture.commands();
    fixture.answer(BOX, last.getFirst(), Code.SENT);
    fixture.after(60 * minute);

    // then
    assertThat(second).containsExactly("sync:contact/9:aaaaaaaa#2");
    assertThat(suspect).isFalse();
    assertThat(tooEarly).containsExactly("sync:contact/9:aaaaaaaa#3");
    assertThat(last).containsExactly("sync:contact/9:aaaaaaaa#28");
    assertThat(fixture.commands()).isEmpty();
  }

  @Test
  void shouldNotTryAgainWhatIsRefusedForGood() {
    // given
    fixture.sync(BOX, "contact/9", 1, "aaaaaaaaaaaa");
    fixture.commands();

    // when
    refused("sync:contact/9:aaaaaaaa#1", "contact_gone");
    fixture.after(3_600_000);

    // then
    assertThat(fixture.commands()).isEmpty();
  }
}
