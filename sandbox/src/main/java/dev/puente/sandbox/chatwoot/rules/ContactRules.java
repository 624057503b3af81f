package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.rules.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation of a contact (CONTRACT 3.3), run again on every save. */
public final class ContactRules {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  /** Not anchored at the start, as in {@code app/models/contact.rb}. */
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{1,14}\\z");

  private static final int MAX_LENGTH = 255;

  private ContactRules() {}

  /**
   * @param self the contact that is saved; null for a new one
   * @throws Problem 422 with every broken rule
   */
  public static void check(
      Tables tables,
      long accountId,
      @Nullable ContactRow self,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String identifier) {
    List<Violation> broken = new ArrayList<>();
    checkEmail(tables, accountId, self, email, broken);
    if (identifier != null
        && !identifier.isBlank()
        && taken(tables.contacts.byIdentifier(accountId, identifier), self)) {
      broken.add(new Violation("identifier", "Identifier has already been taken"));
    }
    checkPhone(tables, accountId, self, phone, broken);
    checkLength(name, "name", "Name", broken);
    checkLength(identifier, "identifier", "Identifier", broken);
    if (!broken.isEmpty()) {
      throw Problem.invalid(broken);
    }
  }

  private static void checkEmail(
      Tables tables,
      long accountId,
      @Nullable ContactRow self,
      @Nullable String email,
      List<Violation> broken) {
    if (email == null || email.isBlank()) {
      return;
    }
    if (taken(tables.contacts.byEmail(accountId, email), self)) {
      broken.add(new Violation("email", "Email has already been taken"));
    }
    if (!EMAIL.matcher(email).matches()) {
      broken.add(new Violation("email", "Email Invalid email"));
    }
  }

  private static void checkPhone(
      Tables tables,
      long accountId,
      @Nullable ContactRow self,
      @Nullable String phone,
      List<Violation> broken) {
    if (phone == null || phone.isBlank()) {
      return;
    }
    if (taken(tables.contacts.byPhone(accountId, phone), self)) {
      broken.add(new Violation("phone_number", "Phone number has already been taken"));
    }
    if (!PHONE.matcher(phone).find()) {
      broken.add(new Violation("phone_number", "Phone number should be in e164 format"));
    }
  }

  private static void checkLength(
      @Nullable String value, String attribute, String label, List<Violation> broken) {
    if (value != null && value.codePointCount(0, value.length()) > MAX_LENGTH) {
      broken.add(
          new Violation(
              attribute, label + " is too long (maximum is " + MAX_LENGTH + " characters)"));
    }
  }

  private static boolean taken(List<ContactRow> holders, @Nullable ContactRow self) {
    return holders.stream().anyMatch(holder -> holder != self);
  }
}
