package dev.puente.matcher.linking;

import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.PhoneOwner;
import dev.puente.matcher.linking.domain.LinkPolicy;
import dev.puente.matcher.state.LinkingAbsence;
import dev.puente.matcher.state.LinkingOwner;
import dev.puente.matcher.state.LinkingOwners;
import dev.puente.matcher.state.LinkingPhoneOwners;
import dev.puente.schemas.key.TenantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Derives what is published of a phone from what is known of it. */
final class OwnerRecords {
  private static final int ADDRESS_PREFIX_LENGTH = "phone/".length();

  private OwnerRecords() {}

  /** What differs. */
  static List<OwnersOutput> outputs(TenantKey key, LinkingOwners before, LinkingOwners after) {
    List<OwnersOutput> outputs = new ArrayList<>();
    ClientPhone phone = published(key, after);
    if (!Objects.equals(phone, published(key, before))) {
      outputs.add(new OwnersOutput.Published(phone));
    }
    LinkingPhoneOwners joinable = joinable(after);
    if (!Objects.equals(joinable, joinable(before))) {
      outputs.add(new OwnersOutput.Joinable(joinable));
    }
    return outputs;
  }

  /** Who owns the phone. */
  static List<LinkingOwner> counting(LinkingOwners phone) {
    return LinkPolicy.counting(phone.getOwners(), phone.getYielding());
  }

  static List<String> ids(List<LinkingOwner> owners) {
    return owners.stream().map(LinkingOwner::getClientId).toList();
  }

  private static @Nullable LinkingPhoneOwners joinable(LinkingOwners owners) {
    LinkingAbsence absence = absence(owners);
    List<LinkingOwner> counting = counting(owners);
    return counting.isEmpty() && absence == LinkingAbsence.NONE
        ? null
        : LinkingPhoneOwners.newBuilder()
            .setClientIds(ids(counting))
            .setOverLimit(owners.getOverLimit())
            .setRulesVersion(owners.getRulesVersion())
            .setMadeOfContacts(owners.getOwners().isEmpty() && !counting.isEmpty())
            .setYielding(owners.getOwners().isEmpty() ? List.of() : ids(owners.getYielding()))
            .setAbsence(absence)
            .build();
  }

  private static LinkingAbsence absence(LinkingOwners owners) {
    if (!counting(owners).isEmpty()) {
      return LinkingAbsence.NONE;
    }
    if (owners.getInactiveCount() > 0) {
      return LinkingAbsence.INACTIVE;
    }
    return owners.getKnownBefore() ? LinkingAbsence.KNOWN_BEFORE : LinkingAbsence.NONE;
  }

  private static @Nullable ClientPhone published(TenantKey key, LinkingOwners owners) {
    List<LinkingOwner> counting = counting(owners);
    return counting.isEmpty()
        ? null
        : new ClientPhone(
            key.tenant(),
            key.id().substring(ADDRESS_PREFIX_LENGTH),
            counting.stream()
                .map(o -> new PhoneOwner(o.getClientId(), o.getDisplayName()))
                .toList(),
            owners.getOverLimit());
  }
}
