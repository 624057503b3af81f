package dev.puente.ingest.notification;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads exactly one recipient. */
final class RecipientReader {
  private static final String NAMES = "recipient_id, phone, contact_id, subscription_id";
  private static final Pattern SUBSCRIPTION = Pattern.compile("sub_[0-9]{1,12}_[0-9a-f]{8}");

  private final PhoneKeys phoneKeys;

  RecipientReader(PhoneKeys phoneKeys) {
    this.phoneKeys = phoneKeys;
  }

  /** The recipient; null when there is a problem, which is added to the fields. */
  @Nullable Recipient read(TenantConfig tenant, Fields in) {
    int before = in.problems().size();
    List<Recipient> named = new ArrayList<>();
    String clientId = clientId(in);
    if (clientId != null) {
      named.add(new Recipient.ByClient(clientId));
    }
    Recipient phone = phone(tenant, in);
    if (phone != null) {
      named.add(phone);
    }
    Long contactId = in.number("contact_id", 1, Long.MAX_VALUE);
    if (contactId != null) {
      named.add(new Recipient.ByContact(contactId));
    }
    String subscription =
        in.text(
            "subscription_id",
            64,
            text -> SUBSCRIPTION.matcher(text).matches(),
            FieldCode.FORMAT,
            SUBSCRIPTION.pattern().replaceAll("[{}]", "'$0'"));
    if (subscription != null) {
      named.add(new Recipient.BySubscription(subscription));
    }
    if (named.size() == 1 && in.problems().size() == before) {
      return named.getFirst();
    }
    if (named.size() > 1 || in.problems().size() == before) {
      in.problem("recipient_id", FieldCode.EXACTLY_ONE, NAMES);
    }
    return null;
  }

  /** {@code client_id} is another name of {@code recipient_id}. */
  private static @Nullable String clientId(Fields in) {
    String recipientId =
        in.text("recipient_id", 128, Formats::isClientId, FieldCode.FORMAT, "[^ /]");
    String clientId = in.text("client_id", 128, Formats::isClientId, FieldCode.FORMAT, "[^ /]");
    if (recipientId != null && clientId != null && !recipientId.equals(clientId)) {
      in.problem("client_id", FieldCode.NOT_BOTH, "recipient_id");
    }
    return recipientId == null ? clientId : recipientId;
  }

  private @Nullable Recipient phone(TenantConfig tenant, Fields in) {
    String phone = in.text("phone", 120);
    if (phone == null) {
      return null;
    }
    return switch (phoneKeys.key(phone, PhoneSource.region(tenant.region()))) {
      case PhoneResult.Key key -> new Recipient.ByPhone(key.value());
      case PhoneResult.NoKey none -> {
        in.problem("phone", FieldCode.NO_PHONE_KEY, none.reason().name());
        yield null;
      }
    };
  }
}
