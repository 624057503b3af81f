package dev.puente.ingest.subscription;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.schemas.contact.PreRegistrationAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks pre-registration forms; finds everything that is wrong at once. Unknown fields pass. */
final class FormReader {
  private static final List<String> TYPES = List.of("persona", "empresa", "cooperativa", "otro");
  private static final List<String> UTM =
      Stream.concat(PreRegistrationAttributes.ORIGIN.stream(), Stream.of("timestamp")).toList();
  private static final int SHORT = 128;
  private static final int NAME = 255;
  private static final int URL = 2_000;

  /** Either a form without problems, or the problems. */
  record Reading(@Nullable FormData form, List<FieldProblem> problems) {}

  Reading read(ObjectNode node) {
    Fields in = new Fields(node);
    FormData.Lead lead = lead(part(in, "lead"));
    String level = HtmlText.strip(in.requiredText("level_id", SHORT));
    Fields consent = part(in, "consent");
    Boolean accepted = consent.flag("accepted");
    if (accepted == null ? !consent.has("accepted") : !accepted) {
      consent.problem("accepted", FieldCode.MUST_BE_TRUE);
    }
    String version = HtmlText.strip(consent.requiredText("version", SHORT));
    consent.time("accepted_at");
    String acceptedAt = consent.requiredText("accepted_at", 40);
    Map<String, String> utm = utm(in);
    List<FieldProblem> problems = in.problems().stream().distinct().toList();
    return problems.isEmpty()
        ? new Reading(new FormData(lead, level, version, acceptedAt, utm), List.of())
        : new Reading(null, problems);
  }

  private static FormData.Lead lead(Fields in) {
    String name = HtmlText.strip(in.requiredText("name", NAME));
    if (name.isEmpty() && in.has("name")) {
      in.problem("name", FieldCode.REQUIRED);
    }
    String email = in.text("email", 254, Formats::isEmail, FieldCode.NOT_AN_EMAIL);
    if (email == null && !in.has("email")) {
      in.problem("email", FieldCode.REQUIRED);
    }
    return new FormData.Lead(
        name,
        email == null ? "" : email,
        plain(in, "phone", 120),
        plain(in, "whatsapp", 120),
        plain(in, "province", SHORT),
        in.text("type", 20, TYPES::contains, FieldCode.NOT_ONE_OF, String.join(", ", TYPES)),
        plain(in, "amount_range", SHORT));
  }

  private static Map<String, String> utm(Fields in) {
    Map<String, String> values = new LinkedHashMap<>();
    Fields utm = in.object("utm");
    if (utm != null) {
      for (String name : UTM) {
        String value = plain(utm, name, name.equals("referrer") ? URL : NAME);
        if (value != null) {
          values.put(name, value);
        }
      }
    }
    return values;
  }

  private static @Nullable String plain(Fields in, String name, int max) {
    String text = in.text(name, max);
    String plain = text == null ? "" : HtmlText.strip(text);
    return plain.isEmpty() ? null : plain;
  }

  /** A part that must be there; when it is not, its own fields are reported as missing. */
  private static Fields part(Fields in, String name) {
    Fields part = in.object(name);
    return part == null ? in.substitute(name, JsonNodeFactory.instance.objectNode()) : part;
  }
}
