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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantChoiceTest {
  private static final String NOW = "1785146400";
  private static final int MEBIBYTE = 1024 * 1024;

  private final TenantDirectory directory =
      new TenantSettingsLoader(Map.of()).load(RunningGateway.resource("tenants-test.yml"));
  private final AtomicLong nanos = new AtomicLong();
  private final TenantChoice choice =
      new TenantChoice(
          new SecretSearch(
              new SignatureCheck(InstantSource.fixed(Instant.ofEpochSecond(Long.parseLong(NOW)))),
              MEBIBYTE,
              nanos::get));

  private Choice choose(@Nullable String path, String body, @Nullable String secret) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Headers headers =
        secret == null
            ? new Headers(null, null)
            : new Headers(NOW, RunningGateway.signature(secret, NOW, bytes));
    return choice.choose(new Knock(path, List.of(), headers, bytes), directory);
  }

  /** Two hundred installations, each with an account 1 and an inbox and a secret of its own. */
  private TenantDirectory many() {
    TenantConfig shop = directory.find("shop-mx").orElseThrow();
    return new TenantDirectory(
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    shop.but()
                        .id("t" + i)
                        .accountId(1)
                        .inboxes(
                            List.of(new TenantConfig.Inbox(100 + i, "Channel::Api", null, true)))
                        .webhookSecrets(List.of(new Secret("secret-" + i)))
                        .build())
            .toList());
  }

  private Choice choose(
      TenantDirectory tenants, @Nullable String path, String body, String secret) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Headers headers = new Headers(NOW, RunningGateway.signature(secret, NOW, bytes));
    return choice.choose(new Knock(path, List.of(), headers, bytes), tenants);
  }

  private static void isTenant(Choice found, String id) {
    assertThat(found)
        .isInstanceOfSatisfying(
            Choice.Admitted.class,
            admitted ->
                assertThat(admitted.tenants()).extracting(TenantConfig::id).containsExactly(id));
  }

  @Test
  void shouldBoundWhatBodiesCostThatNobodySigned() {
    // given
    TenantDirectory tenants = many();
    String large = "{\"account_id\":1,\"x\":\"" + "x".repeat(MEBIBYTE) + "\"}";

    // when
    Choice stranger = choose(tenants, null, large, "wrong");
    for (int i = 0; i < 100; i++) {
      choose(tenants, null, "{\"account_id\":1}", "wrong");
    }
    Choice vague = choose(tenants, null, "{\"account_id\":1}", "secret-199");
    Choice pointing = choose(tenants, null, "{\"account_id\":1,\"inbox_id\":299}", "secret-199");
    Choice byPath = choose(tenants, "t150", large, "secret-150");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    Choice later = choose(tenants, null, "{\"account_id\":1}", "secret-199");

    // then
    assertThat(stranger).isEqualTo(new Choice.Busy());
    assertThat(vague).isEqualTo(new Choice.Busy());
    isTenant(pointing, "t199");
    isTenant(byPath, "t150");
    isTenant(later, "t199");
  }

  @Test
  void shouldAdmitAllThatShareTheSecretWhicheverComesFirst() {
    // when
    Choice found = choose(null, "{\"account_id\":78,\"inbox_id\":1}", "twin-secret");

    // then
    assertThat(found)
        .isInstanceOfSatisfying(
            Choice.Admitted.class,
            admitted ->
                assertThat(admitted.tenants())
                    .extracting(TenantConfig::id)
                    .containsExactly("twin-one", "twin-two"));
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
