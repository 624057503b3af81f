package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.webhook.SignatureCheck.Headers;
import dev.puente.ingest.webhook.SignatureCheck.Verdict;
import dev.puente.ingest.webhook.TenantChoice.Choice;
import dev.puente.ingest.webhook.TenantChoice.Knock;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantChoiceTest {
  private static final String NOW = "1785146400";

  private final TenantDirectory directory =
      new TenantSettingsLoader(Map.of()).load(RunningGateway.resource("tenants-test.yml"));
  private final TenantChoice choice =
      new TenantChoice(
          new SignatureCheck(InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(NOW)))));

  private Choice choose(@Nullable String path, String body, @Nullable String secret) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Headers headers =
        secret == null
            ? new Headers(null, null)
            : new Headers(NOW, RunningGateway.signature(secret, NOW, bytes));
    return choice.choose(new Knock(path, List.of(), headers, bytes), directory);
  }

  @Test
  void shouldTryAllTenantsWhenBodyNamesNoAccount() {
    // when
    Choice found = choose(null, "{}", "mx-secret");

    // then
    assertThat(found).isInstanceOfSatisfying(Choice.Admitted.class, this::isShop);
  }

  @Test
  void shouldTryAllTenantsWhenNoneHasTheAccount() {
    // when
    Choice found = choose(null, "{\"account_id\":77}", "mx-secret");

    // then
    assertThat(found).isInstanceOfSatisfying(Choice.Admitted.class, this::isShop);
  }

  @Test
  void shouldTryOnlyTenantsOfTheAccountWhenSomeHaveIt() {
    // when
    Choice found = choose(null, "{\"account_id\":9}", "mx-secret");

    // then
    assertThat(found).isEqualTo(new Choice.Refused(Verdict.NO_SECRET));
  }

  @Test
  void shouldSayUnknownOnlyForThePath() {
    assertThat(choose("nobody", "{}", "mx-secret")).isEqualTo(new Choice.Unknown());
    assertThat(choose("bare", "{}", "x")).isEqualTo(new Choice.Refused(Verdict.NO_SECRET));
    assertThat(choose(null, "{}", null)).isEqualTo(new Choice.Refused(Verdict.NO_HEADER));
  }

  @Test
  void shouldNotRepairAWrongSignatureWithAToken() {
    // given
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    TenantConfig both = withToken(directory.find("clinic-ar").orElseThrow());
    Headers wrong = new Headers(NOW, RunningGateway.signature("wrong", NOW, body));

    // when
    Choice found =
        choice.choose(
            new Knock("clinic-ar", List.of("tok"), wrong, body),
            new TenantDirectory(List.of(both)));

    // then
    assertThat(found).isEqualTo(new Choice.Refused(Verdict.NO_MATCH));
  }

  @Test
  void shouldDecideByInboxWhenTenantsShareASecret() {
    // given
    var tenants =
        List.of(directory.find("clinic-ar").orElseThrow(), directory.find("shop-mx").orElseThrow());

    // then
    assertThat(TenantChoice.byContent(tenants, 3L, 21L)).hasValueSatisfying(this::isShop);
    assertThat(TenantChoice.byContent(tenants, 3L, 99L)).isEmpty();
    assertThat(TenantChoice.byContent(tenants, 3L, null)).isEmpty();
    assertThat(TenantChoice.byContent(tenants.subList(1, 2), 77L, 99L))
        .hasValueSatisfying(this::isShop);
  }

  @Test
  void shouldTellAnAccountOfAnotherTenantOfTheSameInstallation() {
    // given
    TenantConfig clinic = directory.find("clinic-ar").orElseThrow();
    TenantConfig elsewhere = directory.find("open-co").orElseThrow();
    TenantDirectory neighbours =
        new TenantDirectory(List.of(clinic, elsewhere, copy(clinic, "neighbour", 12, null)));

    // then
    assertThat(TenantChoice.isOthers(clinic, 12L, neighbours)).isTrue();
    assertThat(TenantChoice.isOthers(clinic, clinic.accountId(), neighbours)).isFalse();
    assertThat(TenantChoice.isOthers(clinic, elsewhere.accountId(), neighbours)).isFalse();
    assertThat(TenantChoice.isOthers(clinic, 987L, neighbours)).isFalse();
    assertThat(TenantChoice.isOthers(clinic, null, neighbours)).isFalse();
  }

  private void isShop(Choice.Admitted admitted) {
    assertThat(admitted.tenants()).singleElement().satisfies(this::isShop);
  }

  private void isShop(TenantConfig tenant) {
    assertThat(tenant.id()).isEqualTo("shop-mx");
  }

  private static TenantConfig withToken(TenantConfig t) {
    return copy(t, t.id(), t.accountId(), new Secret("tok"));
  }

  private static TenantConfig copy(
      TenantConfig t, String id, long account, @Nullable Secret unsignedToken) {
    return t.but()
        .id(id)
        .accountId(account)
        .unsignedTokens(unsignedToken == null ? List.of() : List.of(unsignedToken))
        .build();
  }
}
