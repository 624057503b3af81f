package dev.puente.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.RefreshContact;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.event.v1.UpsertContact;
import dev.puente.notifier.NotifierApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every kind of command end to end: real broker, real worker, simulated Chatwoot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerFlowIT {
  private KafkaLab kafka;
  private ChatwootLab chatwoot;
  private ConfigurableApplicationContext worker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    kafka = KafkaLab.in(folder.resolve("kafka"));
    chatwoot = new ChatwootLab();
    worker = NotifierApplication.start(WorkerSettings.of(kafka, chatwoot.tenantsFile(folder)));
  }

  @AfterAll
  void stop() {
    worker.close();
    chatwoot.close();
    kafka.close();
  }

  @Test
  void shouldCreateContactAndConversationWhenChatwootDoesNotKnowThePhone() throws Exception {
    // given
    var command = Commands.send("n-new", 1, "+541123450001", chatwoot.apiInbox);

    // when
    kafka.send(command);
    CommandResult result = kafka.awaitResult("n-new#1");

    // then
    assertThat(result.getCode()).isEqualTo(ResultCode.SENT);
    assertThat(chatwoot.messages("n-new"))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.content()).isEqualTo("Hola n-new");
              assertThat(m.messageId()).isEqualTo(result.getMessageId());
              assertThat(m.conversationId()).isEqualTo(result.getConversationId());
              assertThat(m.contactId()).isEqualTo(result.getContactId());
            });
  }

  @Test
  void shouldUseTheRunningConversationOfTheContactThatIsStoredInAnotherForm() throws Exception {
    // given
    var written =
        chatwoot
            .driver()
            .whatsapp(chatwoot.account, chatwoot.whatsappInbox, "5491123450002", "Ana", "Hola");
    var command = Commands.send("n-known", 1, "+541123450002", chatwoot.whatsappInbox);

    // when
    kafka.send(command);
    CommandResult result = kafka.awaitResult("n-known#1");

    // then
    assertThat(result.getCode()).isEqualTo(ResultCode.SENT);
    assertThat(result.getContactId()).isEqualTo(written.contactId());
    assertThat(result.getConversationId()).isEqualTo(written.conversationId());
    assertThat(chatwoot.messages("n-known")).hasSize(1);
  }

  @Test
  void shouldKeepTheOrderOfOneAddress() throws Exception {
    // given
    List<String> ids = List.of("o-1", "o-2", "o-3", "o-4", "o-5");

    // when
    for (String id : ids) {
      kafka.send(Commands.send(id, 1, "+541123450003", chatwoot.apiInbox));
    }
    ids.forEach(id -> kafka.awaitResult(id + "#1"));

    // then
    assertThat(
            chatwoot.simulator.journal().messages().stream()
                .map(m -> m.message().path("content_attributes").path("puente_notification_id"))
                .map(node -> node.asString(""))
                .filter(ids::contains))
        .containsExactlyElementsOf(ids);
    assertThat(
            chatwoot.simulator.journal().messages().stream()
                .filter(m -> String.valueOf(m.content()).startsWith("Hola o-"))
                .map(m -> m.conversationId())
                .distinct())
        .hasSize(1);
  }

  @Test
  void shouldWriteAndClearAttributes() throws Exception {
    // given
    var written =
        chatwoot
            .driver()
            .whatsapp(chatwoot.account, chatwoot.whatsappInbox, "5491123450004", "Eva", "Hola");
    var set =
        SyncAttributes.newBuilder()
            .setContactId(written.contactId())
            .setSet(Map.of("client_id", "c-4", "total_appointments", 7L, "is_registered", true))
            .setClear(List.of())
            .setContentHash("h1")
            .build();
    var clear =
        SyncAttributes.newBuilder(set)
            .setSet(Map.of())
            .setClear(List.of("client_id", "is_registered"))
            .setContentHash("h2")
            .build();

    // when
    kafka.send(Commands.of("4:h1", "phone/+541123450004", set));
    kafka.send(Commands.of("4:h2", "phone/+541123450004", clear));
    CommandResult last = kafka.awaitResult("sync:4:h2#1");

    // then
    assertThat(kafka.awaitResult("sync:4:h1#1").getCode()).isEqualTo(ResultCode.SENT);
    assertThat(last.getCode()).isEqualTo(ResultCode.SENT);
    var attributes = chatwoot.driver().contactAttributes(chatwoot.account, written.contactId());
    assertThat(attributes.propertyNames()).containsExactly("total_appointments");
    assertThat(attributes.path("total_appointments").asInt()).isEqualTo(7);
  }

  @Test
  void shouldWriteANameOnlyOverNoneOrOneOfOurs() throws Exception {
    // given
    var written =
        chatwoot
            .driver()
            .whatsapp(chatwoot.account, chatwoot.whatsappInbox, "5491123450044", "Perfil", "Hola");
    var wanted =
        SyncAttributes.newBuilder()
            .setContactId(written.contactId())
            .setSet(Map.of("client_id", "c-44"))
            .setContentHash("h1")
            .setClientName("Eva Luna")
            .build();
    var gone =
        SyncAttributes.newBuilder(wanted).setClientName(null).setOwnNames(List.of("Eva Luna"));

    // when: over a profile's name, over none, and away again
    kafka.send(Commands.of("44:h1", "contact/44", wanted));
    CommandResult kept = kafka.awaitResult("sync:44:h1#1");
    chatwoot
        .driver()
        .editContact(
            chatwoot.account,
            written.contactId(),
            JsonNodeFactory.instance.objectNode().put("name", ""));
    kafka.send(Commands.of("44:h2", "contact/44", wanted));
    CommandResult named = kafka.awaitResult("sync:44:h2#1");
    CommandResult read = read(written.contactId(), "44:r1");
    kafka.send(Commands.of("44:h3", "contact/44", gone.build()));
    CommandResult cleared = kafka.awaitResult("sync:44:h3#1");

    // then
    assertThat(List.of(kept, named, cleared))
        .extracting(CommandResult::getCode)
        .containsOnly(ResultCode.SENT);
    assertThat(kept.getWrittenName()).isNull();
    assertThat(named.getWrittenName()).isEqualTo("Eva Luna");
    assertThat(read.getContact().getName()).isEqualTo("Eva Luna");
    assertThat(cleared.getWrittenName()).isNull();
    assertThat(read(written.contactId(), "44:r2").getContact().getName()).isNullOrEmpty();
  }

  private CommandResult read(long contactId, String id) throws Exception {
    var refresh = RefreshContact.newBuilder().setContactId(contactId).build();
    kafka.send(Commands.of(id, "contact/44", refresh));
    return kafka.awaitResult("sync:" + id + "#1");
  }

  @Test
  void shouldCreateTheContactOfASubscriptionOnce() throws Exception {
    // given
    var target =
        dev.puente.event.v1.ContactTarget.newBuilder()
            .setIdentifier("puente:sub_1")
            .setDisplayName("Lola")
            .build();
    var upsert =
        UpsertContact.newBuilder()
            .setSubscriptionId("sub_1")
            .setTarget(target)
            .setEmail("lola@example.com")
            .setAttributes(Map.of("level_id", "gold"))
            .setInboxId(chatwoot.websiteInbox)
            .setContentHash("u1")
            .build();

    // when
    kafka.send(Commands.of("sub_1:u1", "identifier/puente:sub_1", upsert));
    CommandResult first = kafka.awaitResult("sync:sub_1:u1#1");
    kafka.send(Commands.of("sub_1:u2", "identifier/puente:sub_1", upsert));
    CommandResult second = kafka.awaitResult("sync:sub_1:u2#1");

    // then
    assertThat(first.getCode()).isEqualTo(ResultCode.SENT);
    assertThat(first.getSourceId()).startsWith("puente-");
    assertThat(second.getContactId()).isEqualTo(first.getContactId());
    assertThat(second.getSourceId()).isEqualTo(first.getSourceId());
    assertThat(
            chatwoot
                .driver()
                .contactAttributes(chatwoot.account, first.getContactId())
                .path("level_id")
                .asString())
        .isEqualTo("gold");
  }

  @Test
  void shouldReadAContact() throws Exception {
    // given
    var written =
        chatwoot
            .driver()
            .whatsapp(chatwoot.account, chatwoot.whatsappInbox, "5491123450005", "Leo", "Hola");
    var refresh = RefreshContact.newBuilder().setContactId(written.contactId()).build();

    // when
    kafka.send(Commands.of("5", "contact/" + written.contactId(), refresh));
    CommandResult result = kafka.awaitResult("sync:5#1");

    // then
    assertThat(result.getContact().getExists()).isTrue();
    assertThat(result.getContact().getPhoneNumber()).isEqualTo("+5491123450005");
    assertThat(result.getContact().getName()).isEqualTo("Leo");
  }

  @Test
  void shouldAnswerStaleWhenTheLeaseIsOver() throws Exception {
    // given
    NotificationCommand command =
        NotificationCommand.newBuilder(
                Commands.send("n-stale", 1, "+541123450006", chatwoot.apiInbox))
            .setNotAfter(java.time.Instant.now())
            .build();

    // when
    kafka.send(command);
    CommandResult result = kafka.awaitResult("n-stale#1");

    // then
    assertThat(result.getCode()).isEqualTo(ResultCode.STALE);
    assertThat(chatwoot.messages("n-stale")).isEmpty();
  }

  @Test
  void shouldKeepUnreadableRecordsAndGoOn() throws Exception {
    // given
    long offset = kafka.sendRaw("acme:phone/+541123450007", new byte[] {1, 2, 3}, 0);

    // when
    kafka.send(Commands.send("n-after", 1, "+541123450007", chatwoot.apiInbox));
    CommandResult result = kafka.awaitResult("n-after#1");

    // then
    assertThat(result.getCode()).isEqualTo(ResultCode.SENT);
    assertThat(kafka.deadLetters())
        .anySatisfy(
            letter -> {
              assertThat(letter.getOriginOffset()).isEqualTo(offset);
              assertThat(letter.getReasonClass()).isEqualTo("UNREADABLE_VALUE");
            });
  }

  @Test
  void shouldLetTextArriveAsWritten() throws Exception {
    // given
    String text = "Usa {{contact.name}} o {% raw %} y `{{code}}` {`x`";
    NotificationCommand command =
        NotificationCommand.newBuilder(
                Commands.send("n-text", 1, "+541123450008", chatwoot.apiInbox))
            .setBody(
                Commands.message(
                    "n-text", Commands.phone("+541123450008"), chatwoot.apiInbox, text))
            .build();

    // when
    kafka.send(command);
    kafka.awaitResult("n-text#1");

    // then
    assertThat(chatwoot.messages("n-text"))
        .singleElement()
        .satisfies(m -> assertThat(m.content()).isEqualTo(text));
  }
}
