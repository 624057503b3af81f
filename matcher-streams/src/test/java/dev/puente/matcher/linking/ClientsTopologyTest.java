package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.ClientPhone;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientsTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String KEY = "clinic:phone/+541123456789";

  private LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private List<@Nullable ClientPhone> phones() {
    return story.harness().values(story.harness().topics().clientPhones());
  }

  private static List<String> ids(@Nullable ClientPhone phone) {
    return requireNonNull(phone).getOwners().stream().map(o -> o.getClientId()).toList();
  }

  @Test
  void shouldPublishTheOwnersOfAPhoneUnderItsAddress() {
    // given
    story.client(CLINIC, "18", c -> c.setPhones(List.of(TYPED)).setName("Bruno"));

    // when
    story.client(CLINIC, "17", c -> c.setPhones(List.of("+54 9 11 2345-6789")).setFirstName("Ana"));

    // then
    var records = story.harness().records(story.harness().topics().clientPhones());
    assertThat(records).extracting("key").containsOnly(KEY);
    ClientPhone newest = requireNonNull(records.getLast().value());
    assertThat(newest.getOwners())
        .extracting("clientId", "displayName")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("17", "Ana"),
            org.assertj.core.groups.Tuple.tuple("18", "Bruno"));
    assertThat(newest.getPhoneKey()).isEqualTo("+541123456789");
  }

  @Test
  void shouldPublishAtMostOneOwnerMoreThanTheLimitAndOnlyWhenThoseChange() {
    // given
    story.close();
    story = new LinkingScenario(LinkingScenario.tenant(CLINIC, 2, List.of()));
    for (int i = 10; i < 40; i++) {
      story.client(CLINIC, Integer.toString(i), TYPED);
    }

    // when
    List<@Nullable ClientPhone> published = phones();
    story.erase(CLINIC, "11");
    story.erase(CLINIC, "39");

    // then
    assertThat(published).hasSize(3);
    assertThat(ids(published.getLast())).containsExactly("10", "11", "12");
    assertThat(requireNonNull(published.getLast()).getOverLimit()).isTrue();
    List<@Nullable ClientPhone> later = phones();
    assertThat(later).hasSize(1);
    assertThat(ids(later.getFirst())).containsExactly("10", "12", "13");
  }

  @Test
  void shouldPublishATombstoneWhenTheLastOwnerLeaves() {
    // given
    story.client(CLINIC, "17", TYPED);
    phones();

    // when
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setActive(false));

    // then
    assertThat(phones()).hasSize(1).containsOnlyNulls();
  }

  @Test
  void shouldPublishNothingWhenAClientIsWrittenAgainUnchanged() {
    // given
    story.client(CLINIC, "17", TYPED);
    phones();
    story.addresses();

    // when
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "17", "+54 9 11 2345-6789");

    // then
    assertThat(phones()).isEmpty();
  }

  @Test
  void shouldAddressAClientByItsFirstPhoneThatHasAKey() {
    // given / when
    story.client(
        CLINIC,
        "17",
        c ->
            c.setPhones(List.of("call me", "+52 55 1234 5678", TYPED))
                .setFirstName("Ana")
                .setLastName("Pérez")
                .setBranchId("centro"));

    // then
    Address address = requireNonNull(story.addresses().get("clinic:client/17"));
    assertThat(address.getAddress()).isEqualTo("phone/+525512345678");
    assertThat(address.getPhoneRaw()).isEqualTo("+52 55 1234 5678");
    assertThat(address.getRegion()).isEqualTo("AR");
    assertThat(address.getDisplayName()).isEqualTo("Ana Pérez");
    assertThat(address.getBranchId()).isEqualTo("centro");
    assertThat(address.getClientId()).isEqualTo("17");
  }

  @Test
  void shouldSayWhyAClientHasNoAddress() {
    // given / when
    story.client(CLINIC, "17", "2345-6789");
    story.client(CLINIC, "18");

    // then
    var addresses = story.addresses();
    assertThat(requireNonNull(addresses.get("clinic:client/17")).getAddress()).isNull();
    assertThat(requireNonNull(addresses.get("clinic:client/17")).getReason()).isNotEmpty();
    assertThat(requireNonNull(addresses.get("clinic:client/18")).getReason()).isEqualTo("NO_PHONE");
  }

  @Test
  void shouldRaiseTheVersionWithEachAddressAndPublishATombstoneWhenErased() {
    // given
    story.client(CLINIC, "17", TYPED);
    long first = requireNonNull(story.addresses().get("clinic:client/17")).getVersion();

    // when
    story.client(CLINIC, "17", "11 4567-8901");
    long second = requireNonNull(story.addresses().get("clinic:client/17")).getVersion();
    story.erase(CLINIC, "17");

    // then
    assertThat(second).isGreaterThan(first);
    assertThat(story.addresses()).containsEntry("clinic:client/17", null);
  }

  @Test
  void shouldUseTheClientsOwnRegion() {
    // given / when
    story.client(CLINIC, "17", c -> c.setPhones(List.of("55 1234 5678")).setRegion("MX"));

    // then
    assertThat(requireNonNull(story.addresses().get("clinic:client/17")).getAddress())
        .isEqualTo("phone/+525512345678");
  }
}
