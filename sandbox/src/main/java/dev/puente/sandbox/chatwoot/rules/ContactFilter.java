package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.AccountRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code POST /contacts/filter} (CONTRACT 3.5). */
public final class ContactFilter {

  private static final List<String> STANDARD =
      List.of(
          "name",
          "phone_number",
          "email",
          "identifier",
          "country_code",
          "city",
          "company_name",
          "labels",
          "created_at",
          "last_activity_at",
          "blocked");

  private ContactFilter() {}

  /**
   * The contacts that meet the conditions, by id; only those with e-mail, phone or identifier.
   *
   * @throws Problem 422 for an unknown key or operator, 500 when there is no list of conditions
   */
  public static List<ContactRow> find(
      Tables tables, AccountRow account, @Nullable JsonNode payload) {
    if (!(payload instanceof ArrayNode conditions) || conditions.isEmpty()) {
      throw Problem.serverError();
    }
    List<Predicate<ContactRow>> alternatives = new ArrayList<>();
    Predicate<ContactRow> all = contact -> true;
    for (JsonNode condition : conditions) {
      all = all.and(predicate(account, condition));
      if (!condition.path("query_operator").asString("").equalsIgnoreCase("AND")) {
        alternatives.add(all);
        all = contact -> true;
      }
    }
    return candidates(tables, account.id, conditions).stream()
        .filter(ContactRow::isResolved)
        .filter(contact -> alternatives.stream().anyMatch(each -> each.test(contact)))
        .toList();
  }

  /** Uses the phone index when every condition is an equality of phones, else the whole account. */
  private static Collection<ContactRow> candidates(
      Tables tables, long accountId, ArrayNode conditions) {
    TreeMap<Long, ContactRow> hits = new TreeMap<>();
    for (JsonNode condition : conditions) {
      if (!condition.path("attribute_key").asString("").equals("phone_number")
          || !condition.path("filter_operator").asString("").equals("equal_to")) {
        return tables.contacts.ofAccount(accountId);
      }
      tables
          .contacts
          .byPhone(accountId, withPlus(first(condition)))
          .forEach(contact -> hits.put(contact.id, contact));
    }
    return hits.values();
  }

  private static Predicate<ContactRow> predicate(AccountRow account, JsonNode condition) {
    String key = condition.path("attribute_key").asString("");
    if (!STANDARD.contains(key) && !account.contactAttributeKeys.contains(key)) {
      throw Problem.error(
          422,
          "Invalid attribute key - ["
              + key
              + "]. The key should be one of ["
              + String.join(",", STANDARD)
              + "] or a custom attribute defined in the account.");
    }
    String wanted =
        key.equals("phone_number") ? first(condition).replace("+", "") : first(condition);
    return switch (condition.path("filter_operator").asString("")) {
      case "equal_to" -> contact -> equal(contact, key, wanted);
      case "not_equal_to" -> contact -> !equal(contact, key, wanted);
      case "contains" -> contact -> lower(contact, key).contains(lower(wanted));
      case "does_not_contain" -> contact -> !lower(contact, key).contains(lower(wanted));
      case "starts_with" ->
          contact ->
              lower(contact, key)
                  .replaceFirst("^\\+", "")
                  .startsWith(lower(wanted).replace("+", ""));
      case "is_present" -> contact -> !lower(contact, key).isEmpty();
      case "is_not_present" -> contact -> lower(contact, key).isEmpty();
      default ->
          throw Problem.error(
              422,
              "Invalid operator. The allowed operators for "
                  + key
                  + " are [equal_to,not_equal_to,contains,does_not_contain].");
    };
  }

  private static boolean equal(ContactRow contact, String key, String wanted) {
    if (key.equals("phone_number")) {
      return withPlus(wanted).equals(contact.phone());
    }
    if (key.equals("labels")) {
      return contact.labels.contains(wanted);
    }
    return lower(contact, key).equals(lower(wanted));
  }

  private static String lower(ContactRow contact, String key) {
    return lower(value(contact, key));
  }

  private static String lower(@Nullable String value) {
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String value(ContactRow contact, String key) {
    return switch (key) {
      case "name" -> contact.name;
      case "phone_number" -> contact.phone();
      case "email" -> contact.email();
      case "identifier" -> contact.identifier();
      case "blocked" -> Boolean.toString(contact.blocked);
      case "labels" -> String.join(",", contact.labels);
      case "created_at" -> Times.iso(contact.createdAt);
      case "last_activity_at" -> Times.iso(contact.lastActivityAt);
      case "country_code", "city", "company_name" ->
          contact.additionalAttributes.path(key).asString("");
      default -> contact.customAttributes.path(key).asString("");
    };
  }

  private static String withPlus(String phone) {
    return "+" + phone.replace("+", "");
  }

  private static String first(JsonNode condition) {
    JsonNode values = condition.path("values");
    return (values.isArray() ? values.path(0) : values).asString("");
  }
}
