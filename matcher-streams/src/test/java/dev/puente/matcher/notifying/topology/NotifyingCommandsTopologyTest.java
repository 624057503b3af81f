package dev.puente.matcher.notifying.topology;

import static dev.puente.matcher.notifying.topology.NotifyingFixture.PHONE;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.message;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.ContactTarget;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.PhoneOwner;
import dev.puente.event.v1.RefreshContact;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SendMessage;
import dev.puente.event.v1.SendNotification;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.event.v1.Template;
import dev.puente.event.v1.UpsertContact;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import dev.puente.schemas.tenant.TenantConfig.TemplateConfig;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in commands: inbox, template, names, wanted states. */
class NotifyingCommandsTopologyTest {
  private static final Inbox API = new Inbox(3, "Channel::Api", null, true);
  private static final Inbox WHATSAPP = new Inbox(5, "Channel::Whatsapp", null, true);

  private @Nullable NotifyingFixture open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  private NotifyingFixture with(TenantConfig config) {
    NotifyingFixture fixture = new NotifyingFixture(config);
    open = fixture;
    fixture.address("client/17", PHONE, 1);
    return fixture;
  }

  private static TenantConfig whatsapp(Map<String, String> params) {
    TemplateConfig template = new TemplateConfig("recordatorio", "es_AR", "UTILITY", params);
    return tenant(
        "a", "http://chat.example", null, Map.of("APPOINTMENT_REMINDER", template), WHATSAPP);
  }

  private static SendMessage sent(NotificationCommand command) {
    return (SendMessage) command.getBody();
  }

  private static SendNotification.Builder toPhone() {
    return message("x").setRecipientId(null).setPhone("011 15-2345-6789");
  }

  private static void wish(NotifyingFixture fixture, String subject, long version, Object body) {
    fixture.harness.publish(
        fixture.topics.contactSyncs(),
        "a:" + PHONE,
        new ContactSync("a", PHONE, subject, version, body));
  }

  private static SyncAttributes attributes(String hash) {
    return SyncAttributes.newBuilder()
        .setContactId(9L)
        .setSet(Map.of("client_id", "17"))
        .setClear(List.of("old"))
        .setContentHash(hash)
        .setClientId("17")
        .build();
  }

  @Test
  void shouldFillTheTemplateOfTheTypeOnWhatsapp() {
    // given
    Map<String, String> params = new LinkedHashMap<>();
    params.put("1", "{name}");
    params.put("2", "{message}");
    NotifyingFixture fixture = with(whatsapp(params));

    // when
    fixture.request("n1", "client/17", message("17").setMessage("Hola \"{name}\"\n\tmañana"));

    // then
    Template template = sent(fixture.command()).getTemplate();
    assertThat(template.getName()).isEqualTo("recordatorio");
    assertThat(template.getLanguage()).isEqualTo("es_AR");
    assertThat(template.getCategory()).isEqualTo("UTILITY");
    assertThat(template.getProcessedParamsJson())
        .isEqualTo("{\"body\":{\"1\":\"María\",\"2\":\"Hola \\\"{name}\\\" mañana\"}}");
  }

  @Test
  void shouldLeaveParametersOutWhenTheTemplateHasNone() {
    // given
    NotifyingFixture fixture = with(whatsapp(Map.of()));

    // when
    fixture.request("n1");

    // then
    assertThat(sent(fixture.command()).getTemplate().getProcessedParamsJson()).isNull();
  }

  @Test
  void shouldPreferTheTemplateOfTheRequest() {
    // given
    NotifyingFixture fixture = with(whatsapp(Map.of()));
    Template own = new Template("otra", "es_MX", null, null, "{\"body\":{}}");

    // when
    fixture.request("n1", "client/17", message("17").setTemplate(own));

    // then
    assertThat(sent(fixture.command()).getTemplate()).isEqualTo(own);
  }

  @Test
  void shouldUseNoTemplateOfTheTypeOutsideWhatsapp() {
    // given
    TemplateConfig template = new TemplateConfig("recordatorio", "es_AR", null, Map.of());
    NotifyingFixture fixture =
        with(
            tenant(
                "a", "http://chat.example", null, Map.of("APPOINTMENT_REMINDER", template), API));

    // when
    fixture.request("n1");

    // then
    assertThat(sent(fixture.command()).getTemplate()).isNull();
  }

  @Test
  void shouldFailWhenSeveralInboxesFitAndUseTheOneAskedFor() {
    // given
    NotifyingFixture fixture = with(tenant("a", "http://chat.example", API, WHATSAPP));

    // when
    fixture.request("n1");
    fixture.request("n2", "client/17", message("17").setInboxId(5L));

    // then
    assertThat(fixture.outcomes()).contains("n1 FAILED no_inbox");
    assertThat(sent(fixture.command()).getInboxId()).isEqualTo(5);
  }

  @Test
  void shouldWaitForTheEndOfQuietHours() {
    // given
    TenantConfig.QuietHours quiet =
        new TenantConfig.QuietHours(LocalTime.of(8, 0), LocalTime.of(10, 0));
    NotifyingFixture fixture = with(tenant("a", "http://chat.example", quiet, Map.of(), API));

    // when
    fixture.request("n1");

    // then
    assertThat(fixture.commandIds()).isEmpty();
    assertThat(fixture.outcomes()).containsExactly("n1 ACCEPTED", "n1 WAITING quiet_hours");
    fixture.afterSeconds(3_600);
    assertThat(fixture.commandIds()).containsExactly("n1#1");
  }

  @Test
  void shouldNameAPhoneByItsOnlyOwner() {
    // given
    NotifyingFixture fixture = with(tenant("a"));
    fixture.harness.publish(
        fixture.topics.clientPhones(),
        "a:" + PHONE,
        new ClientPhone("a", NotifyingFixture.KEY, List.of(new PhoneOwner("17", "María")), false));

    // when
    fixture.request("n1", PHONE, toPhone());
    String one = sent(fixture.command()).getTarget().getDisplayName();
    fixture.harness.publish(
        fixture.topics.clientPhones(),
        "a:" + PHONE,
        new ClientPhone(
            "a",
            NotifyingFixture.KEY,
            List.of(new PhoneOwner("17", "María"), new PhoneOwner("18", "Juan")),
            false));
    fixture.sent(PHONE, "n1#1", 1);
    fixture.request("n2", PHONE, toPhone());

    // then
    assertThat(one).isEqualTo("María");
    assertThat(sent(fixture.command()).getTarget().getDisplayName()).isNull();
  }

  @Test
  void shouldGiveTheHintsOfTheLastAnswer() {
    // given
    NotifyingFixture fixture = with(tenant("a"));
    fixture.request("n1");
    fixture.sent(PHONE, "n1#1", 500);

    // when
    fixture.request("n2");

    // then
    var hints = fixture.command().getHints();
    assertThat(hints.getContactId()).isEqualTo(9);
    assertThat(hints.getConversationId()).isEqualTo(70);
    assertThat(hints.getLastMessageId()).isEqualTo(500);
    assertThat(hints.getInboxId()).isEqualTo(3);
  }

  @Test
  void shouldWriteAttributesOnceForEqualContent() {
    // given
    NotifyingFixture fixture = with(tenant("a"));

    // when
    wish(fixture, "contact/9", 1, attributes("0123456789abcdef"));
    NotificationCommand command = fixture.command();
    fixture.answer(PHONE, command.getCommandId(), ResultCode.SENT);
    wish(fixture, "contact/9", 2, attributes("0123456789abcdef"));

    // then
    assertThat(command.getCommandId()).isEqualTo("sync:contact/9:01234567#1");
    assertThat(command.getBody()).isEqualTo(attributes("0123456789abcdef"));
    assertThat(command.getMarker()).isNull();
    assertThat(fixture.commandIds()).isEmpty();
  }

  @Test
  void shouldUpsertASubscriptionAndRefreshAContactOneAfterTheOther() {
    // given
    NotifyingFixture fixture = with(tenant("a"));
    ContactTarget target = ContactTarget.newBuilder().setPhoneKey(NotifyingFixture.KEY).build();
    UpsertContact upsert =
        new UpsertContact(
            "sub_1",
            target,
            null,
            Map.of("status", "iniciado"),
            3L,
            "s",
            "ffff",
            List.of("+541145678901"));

    // when
    wish(fixture, "subscription/sub_1", 1, upsert);
    wish(fixture, "contact/9", 1, new RefreshContact(9L));
    List<NotificationCommand> first = fixture.commands();
    fixture.answer(PHONE, first.getFirst().getCommandId(), ResultCode.SENT);

    // then
    assertThat(first).hasSize(1);
    assertThat(first.getFirst().getBody()).isEqualTo(upsert);
    assertThat(fixture.command().getBody()).isEqualTo(new RefreshContact(9L));
  }

  @Test
  void shouldRetryAWantedStateAndLetMessagesPass() {
    // given
    NotifyingFixture fixture = with(tenant("a"));
    wish(fixture, "contact/9", 1, attributes("0123456789abcdef"));
    fixture.answer(PHONE, "sync:contact/9:01234567#1", ResultCode.AMBIGUOUS);
    fixture.commandIds();

    // when
    fixture.request("n1");
    List<String> first = fixture.commandIds();
    fixture.sent(PHONE, "n1#1", 500);
    fixture.afterSeconds(60);

    // then
    assertThat(first).containsExactly("n1#1");
    assertThat(fixture.command().getCommandId()).isEqualTo("sync:contact/9:01234567#2");
  }

  @Test
  void shouldCountWhatIsRefusedBecauseTwoContactsShareANumber() {
    // given
    NotifyingFixture fixture = with(tenant("a"));
    wish(fixture, "contact/9", 1, attributes("0123456789abcdef"));
    fixture.commandIds();

    // when
    fixture.answer(
        PHONE,
        fixture
            .result(PHONE, "sync:contact/9:01234567#1", ResultCode.REJECTED)
            .setReason("duplicate_phone_number"));
    fixture.afterSeconds(60);

    // then
    assertThat(fixture.meters.counter("puente.notifying.shared.phones", "tenant", "a").count())
        .isEqualTo(1);
    assertThat(fixture.command().getCommandId()).isEqualTo("sync:contact/9:01234567#2");
  }
}
