package dev.puente.ingest.client;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Checks clients; finds everything that is wrong at once. */
final class ClientReader {
  static final int MAX_PHONES = 20;
  static final int MAX_ATTRIBUTES = 50;

  /** Attributes end up in one Chatwoot contact, which takes 10 KB from us. */
  static final int MAX_ATTRIBUTE_BYTES = 10 * 1024;

  private static final int NAME_LENGTH = 255;

  /** Either a client without problems, or the problems. */
  record Reading(@Nullable ClientData client, List<FieldProblem> problems) {}

  /**
   * Reads one.
   *
   * @param id from the address; null: it must be in the object
   */
  Reading read(@Nullable String id, ObjectNode node) {
    Fields in = new Fields(node);
    String inside = in.text("id", 128, Formats::isClientId, FieldCode.FORMAT, "[^ /]{1,128}");
    if (id == null && inside == null && !in.has("id")) {
      in.problem("id", FieldCode.REQUIRED);
    }
    if (id != null && !Formats.isClientId(id)) {
      in.problem("id", FieldCode.FORMAT, "[^ /]{1,128}");
    } else if (id != null && inside != null && !id.equals(inside)) {
      in.problem("id", FieldCode.MISMATCH);
    }
    ClientData client = fields(id != null ? id : inside == null ? "" : inside, in);
    in.refuseUnknown();
    checkSize(client.attributes(), in);
    return in.problems().isEmpty()
        ? new Reading(client, List.of())
        : new Reading(null, in.problems());
  }

  private static ClientData fields(String id, Fields in) {
    Boolean active = in.flag("active");
    return new ClientData(
        id,
        in.text("first_name", NAME_LENGTH),
        in.text("last_name", NAME_LENGTH),
        in.text("name", NAME_LENGTH),
        in.text("email", 254, Formats::isEmail, FieldCode.NOT_AN_EMAIL),
        in.texts("phones", MAX_PHONES, 120).stream().filter(phone -> !phone.isEmpty()).toList(),
        region(in),
        in.text("birthday", 10, Formats::isDate, FieldCode.NOT_A_DATE),
        in.text("locale", 35, Formats::isLocale, FieldCode.NOT_A_LOCALE),
        in.text("time_zone", 64, Formats::isZone, FieldCode.NOT_A_ZONE),
        in.text("branch_id", 128),
        active == null || active,
        in.texts("opt_outs", 50, 64),
        in.number("total_appointments", 0, 1_000_000_000L),
        in.text("last_appointment", 40, Formats::isDateOrTime, FieldCode.NOT_A_TIME),
        in.text("next_appointment", 40, Formats::isDateOrTime, FieldCode.NOT_A_TIME),
        in.text("last_service", NAME_LENGTH),
        in.scalars("attributes", MAX_ATTRIBUTES, 2_000));
  }

  private static @Nullable String region(Fields in) {
    String region =
        in.text(
            "region",
            2,
            text -> Formats.isCountry(text.toUpperCase(Locale.ROOT)),
            FieldCode.NOT_A_COUNTRY);
    return region == null ? null : region.toUpperCase(Locale.ROOT);
  }

  private static void checkSize(Map<String, Object> attributes, Fields in) {
    int bytes = 0;
    for (Map.Entry<String, Object> entry : attributes.entrySet()) {
      bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      bytes += entry.getValue().toString().getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MAX_ATTRIBUTE_BYTES) {
      in.problem("attributes", FieldCode.TOO_BIG, Integer.toString(MAX_ATTRIBUTE_BYTES));
    }
  }
}
