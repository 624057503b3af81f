package dev.puente.schemas.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantSettingsLoaderTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("tenants.yml"), text);
  }

  private static TenantSettingsLoader loader(Map<String, String> environment) {
    return new TenantSettingsLoader(environment);
  }

  @Test
  void shouldReadEverySettingOfATenant() throws IOException {
    // given
    Path file =
        file(
            """
            tenants:
              ar:
                base_url: http://127.0.0.1:3000/
                account_id: 3
                inboxes:
                  - {id: 7, channel: whatsapp}
                  - {id: 12, channel: "Channel::Api", identifier: abc, notify: true}
                api_token: token-1
                webhook_secrets: [one, "env:SECOND"]
                hmac_token: hmac
                api_keys: [{key: key-1, scopes: [notify, read]}, key-2]
                region: ar
                time_zone: America/Argentina/Buenos_Aires
                locale: es-AR
                cors: ["https://example.com"]
                quiet_hours: {from: "22:00", to: "08:00"}
                interaction_text: true
                auto_create_clients: true
                keep_contact_names: true
                attribute_priority: [plan, insurance, plan]
            """);

    // when
    TenantConfig tenant = loader(Map.of("SECOND", "two")).load(file).find("ar").orElseThrow();

    // then
    assertThat(tenant.baseUrl()).hasToString("http://127.0.0.1:3000");
    assertThat(tenant.region()).isEqualTo("AR");
    assertThat(tenant.inbox(7).orElseThrow().whatsapp()).isTrue();
    assertThat(tenant.notificationInbox(null).orElseThrow().id()).isEqualTo(12);
    assertThat(tenant.webhookSecrets()).containsExactly(new Secret("one"), new Secret("two"));
    assertThat(tenant.apiKeys()).hasSize(2);
    assertThat(tenant.apiKeys().getFirst().scopes()).containsExactly("notify", "read");
    assertThat(tenant.quietHours()).isNotNull();
    assertThat(tenant.switches()).containsExactlyInAnyOrder(TenantConfig.Switch.values());
    assertThat(tenant.attributePriority()).containsExactly("plan", "insurance");
  }

  @Test
  void shouldTakeOneUnsignedTokenOrSeveral() throws IOException {
    // given
    String tenant = "{base_url: 'http://c', account_id: 1, unsigned_token%s}";
    Path file =
        file(
            "tenants:\n"
                + ("  one: " + tenant.formatted(": old") + "\n")
                + ("  list: " + tenant.formatted(": [old, 'env:NEW']") + "\n")
                + ("  plural: " + tenant.formatted("s: [old, 'env:NEW']") + "\n")
                + "  none: {base_url: 'http://c', account_id: 1}\n");

    // when
    TenantDirectory tenants = loader(Map.of("NEW", "new")).load(file);

    // then
    Secret old = new Secret("old");
    Secret fresh = new Secret("new");
    assertThat(tenants.find("one").orElseThrow().unsignedTokens()).containsExactly(old);
    assertThat(tenants.find("list").orElseThrow().unsignedTokens()).containsExactly(old, fresh);
    assertThat(tenants.find("plural").orElseThrow().unsignedTokens()).containsExactly(old, fresh);
    assertThat(tenants.find("none").orElseThrow().unsignedTokens()).isEmpty();
  }

  @Test
  void shouldKnowAsWhomPuenteWrites() throws IOException {
    // given
    Path file =
        file(
            """
            tenants:
              user: {base_url: "http://c", account_id: 1, api_user_id: 7}
              bot: {base_url: "http://c", account_id: 1, api_agent_bot_id: 7}
              nobody: {base_url: "http://c", account_id: 1}
            """);

    // when
    TenantDirectory tenants = loader(Map.of()).load(file);

    // then
    TenantConfig.OwnSenders user = tenants.find("user").orElseThrow().ownSenders();
    TenantConfig.OwnSenders bot = tenants.find("bot").orElseThrow().ownSenders();
    assertThat(user.include("user", 7L)).isTrue();
    assertThat(user.include("user", 8L)).isFalse();
    assertThat(user.include("agent_bot", 7L)).isFalse();
    assertThat(user.include("contact", 7L)).isFalse();
    assertThat(bot.include("agent_bot", 7L)).isTrue();
    assertThat(bot.include("user", 7L)).isFalse();
    assertThat(bot.include(null, 7L)).isFalse();
    assertThat(tenants.find("nobody").orElseThrow().ownSenders().include("user", null)).isFalse();
  }

  @Test
  void shouldNameEveryProblemAtOnceAndNoSecret() throws IOException {
    // given
    Path file =
        file(
            """
            tenants:
              ar:
                base_url: ftp://example.com
                account_id: many
                inbox: 7
                api_token: "env:NOT_SET"
                time_zone: Mars/North
                hmac_token: do-not-print
              "Bad Name": {}
            """);

    // when / then
    assertThatThrownBy(() -> loader(Map.of()).load(file))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .anyMatch(p -> p.contains("tenants.ar.base_url"))
                    .anyMatch(p -> p.contains("tenants.ar.account_id") && p.contains("many"))
                    .anyMatch(p -> p.contains("tenants.ar.inbox is not a setting"))
                    .anyMatch(p -> p.contains("tenants.ar.api_token"))
                    .anyMatch(p -> p.contains("tenants.ar.time_zone"))
                    .anyMatch(p -> p.contains("Bad Name"))
                    .noneMatch(p -> p.contains("do-not-print")));
  }

  @Test
  void shouldMakeTheDefaultTenantFromTheEnvironment() {
    // given
    Map<String, String> environment =
        Map.of(
            "CHATWOOT_BASE_URL", "http://chatwoot:3000",
            "CHATWOOT_ACCOUNT_ID", "1",
            "CHATWOOT_API_ACCESS_TOKEN", "token",
            "CHATWOOT_INBOX_ID", "5",
            "PUENTE_API_KEY", "key");

    // when
    TenantConfig tenant = loader(environment).load(null).find("default").orElseThrow();

    // then
    assertThat(tenant.notificationInbox(null).orElseThrow().id()).isEqualTo(5);
    assertThat(tenant.apiKeys()).hasSize(1);
    assertThat(tenant.webhookSecrets()).isEmpty();
  }

  @Test
  void shouldRefuseTwoVariablesThatDiffer() {
    // given
    Map<String, String> environment =
        Map.of(
            "CHATWOOT_BASE_URL", "http://one",
            "CHATWOOT_API_URL", "http://two",
            "CHATWOOT_ACCOUNT_ID", "1");

    // when / then
    assertThatThrownBy(() -> loader(environment).load(null))
        .hasMessageContaining("CHATWOOT_API_URL")
        .hasMessageContaining("CHATWOOT_BASE_URL");
  }

  @Test
  void shouldLetTheFileWinOverTheEnvironment() throws IOException {
    // given
    Path file = file("tenants: {default: {base_url: 'http://file', account_id: 2, inboxes: []}}");
    Map<String, String> environment =
        Map.of("CHATWOOT_BASE_URL", "http://env", "CHATWOOT_ACCOUNT_ID", "1");

    // when
    TenantConfig tenant = loader(environment).load(file).find("default").orElseThrow();

    // then
    assertThat(tenant.accountId()).isEqualTo(2);
  }

  @Test
  void shouldSayThatAFileIsNotYamlWithoutQuotingIt() throws IOException {
    // given
    Path file = file("tenants: {ar: [secret-text");

    // when / then
    assertThatThrownBy(() -> loader(Map.of()).load(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not YAML")
        .hasMessageNotContaining("secret-text");
  }

  @Test
  void shouldMaskSecretsAsText() {
    // given / when
    String text = new Secret("hunter2").toString();

    // then
    assertThat(text).isEqualTo("****");
  }

  @Test
  void shouldRefuseBlockedPhonesThatWouldBlockNobody() throws IOException {
    // given
    Path file =
        file(
            """
            tenants:
              ar:
                base_url: http://127.0.0.1:3000
                account_id: 3
                region: AR
                blocked_phones: ["11 4815-1520", "0800 222 3456", "4815-1520", 11.48151520]
            """);

    // then
    assertThatThrownBy(() -> loader(Map.of()).load(file))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "tenants.ar.blocked_phones[2] is no complete phone of AR: LOCAL_ONLY",
                        "tenants.ar.blocked_phones[3] must stand in quotation marks: YAML takes it"
                            + " for a fraction"));
  }
}
