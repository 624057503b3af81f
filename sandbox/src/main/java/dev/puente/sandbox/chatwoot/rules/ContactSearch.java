package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET /contacts/search} and the order of contact lists (CONTRACT 3.5). */
public final class ContactSearch {

  private ContactSearch() {}

  /**
   * Substring match on name, e-mail and phone, case-sensitive on the identifier; blank finds none.
   */
  public static List<ContactRow> find(Tables tables, long accountId, String query) {
    String wanted = query.strip();
    if (wanted.isEmpty()) {
      return List.of();
    }
    Pattern ignoringCase = like(wanted, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    Pattern exact = like(wanted, 0);
    return tables.contacts.ofAccount(accountId).stream()
        .filter(
            contact ->
                matches(ignoringCase, contact.name)
                    || matches(ignoringCase, contact.email())
                    || matches(ignoringCase, contact.phone())
                    || matches(exact, contact.identifier()))
        .toList();
  }

  /** Sorts by {@code sort}, such as {@code -last_activity_at}; an unknown key keeps the order. */
  public static List<ContactRow> sorted(List<ContactRow> contacts, @Nullable String sort) {
    if (sort == null) {
      return contacts;
    }
    Comparator<ContactRow> order =
        switch (sort.replaceFirst("^-", "")) {
          case "name" -> Comparator.comparing(contact -> contact.name);
          case "email" -> Comparator.comparing(contact -> orEmpty(contact.email()));
          case "phone_number" -> Comparator.comparing(contact -> orEmpty(contact.phone()));
          case "created_at" -> Comparator.comparing(contact -> contact.createdAt);
          case "last_activity_at" ->
              Comparator.comparing(
                  contact ->
                      contact.lastActivityAt == null ? Instant.EPOCH : contact.lastActivityAt);
          default -> (left, right) -> 0;
        };
    return contacts.stream().sorted(sort.startsWith("-") ? order.reversed() : order).toList();
  }

  private static Pattern like(String query, int flags) {
    StringBuilder pattern = new StringBuilder();
    for (char c : query.toCharArray()) {
      pattern.append(
          switch (c) {
            case '%' -> ".*";
            case '_' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(pattern.toString(), flags | Pattern.DOTALL);
  }

  private static boolean matches(Pattern pattern, @Nullable String value) {
    return value != null && pattern.matcher(value).find();
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
