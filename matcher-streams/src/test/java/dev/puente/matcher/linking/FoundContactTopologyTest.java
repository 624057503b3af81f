package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.ContactReading;
import dev.puente.event.v1.ResultCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A contact that the worker found or made for a wish, and that no event told of. */
class FoundContactTopologyTest {
  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private void found(String subject, long contactId, String phone, ResultCode code) {
    story.result(
        CLINIC,
        subject,
        CommandKind.UPSERT,
        "sync:" + subject + ":01234567#1",
        answer ->
            answer
                .setCode(code)
                .setContactId(contactId)
                .setContact(
                    ContactReading.newBuilder()
                        .setExists(true)
                        .setPhoneNumber(phone)
                        .setName("Ana")
                        .build()));
  }

  @Test
  void shouldBeLinkedToTheOwnerOfItsPhone() {
    // given
    story.client(CLINIC, "17", "11 2345-6789");

    // when
    found("client/17", 9, "+5491123456789", ResultCode.FOUND);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldNotBeTakenForTheContactWhoseIdIsTheClients() {
    // given
    story.client(CLINIC, "9", "11 2345-6789");

    // when
    found("client/9", 5, "+5491123456789", ResultCode.SENT);

    // then
    assertThat(story.harness().latest(story.harness().topics().contactLinks()))
        .containsOnlyKeys("clinic:5");
  }

  @Test
  void shouldStayUnknownWhenTheWishWasNotCarriedOut() {
    // given
    story.client(CLINIC, "17", "11 2345-6789");

    // when
    found("client/17", 9, "+5491123456789", ResultCode.REJECTED);

    // then
    assertThat(story.linkRecords()).isEmpty();
  }
}
