package dev.puente.matcher.linking.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Our part in the contact's own name. A name is only replaced, or taken away, while it is one that
 * we wrote; who reads the contact decides that, by the names that are remembered here.
 *
 * @param asked name that was wanted last; null: none
 * @param open the newest wish asks for it and was not answered yet
 * @param ours names that may stand in Chatwoot because of us, oldest first
 */
public record ContactName(@Nullable String asked, boolean open, List<String> ours) {
  /** More wishes without an answer than these are not to be expected. */
  private static final int MOST = 8;

  /** Nothing was ever written. */
  public static final ContactName NONE = new ContactName(null, false, List.of());

  /**
   * What is asked of a contact.
   *
   * @param wanted name to have; null: none of ours
   * @param ours names that may be replaced or taken away
   */
  public record Question(@Nullable String wanted, List<String> ours) {}

  /** Whether the contact's name certainly is as wanted, as far as it is ours. */
  boolean settled(@Nullable String wanted) {
    return !open && ours.equals(wanted == null ? List.of() : List.of(wanted));
  }

  boolean askedFor(@Nullable String wanted) {
    return Objects.equals(asked, wanted);
  }

  Question question(@Nullable String wanted) {
    return new Question(wanted, ours);
  }

  /** A wish goes out that asks for it. */
  ContactName asking(@Nullable String wanted) {
    return new ContactName(wanted, true, wanted == null ? ours : with(wanted));
  }

  /** A wish goes out that does not ask for a name. */
  ContactName notAsking(@Nullable String wanted) {
    return new ContactName(wanted, false, ours);
  }

  /** The newest wish was carried out; {@code written} is the name of ours that stands there now. */
  ContactName answered(@Nullable String written) {
    return open
        ? new ContactName(asked, false, written == null ? List.of() : List.of(written))
        : this;
  }

  /** We made the contact, with this name. */
  ContactName made(String name) {
    return new ContactName(asked, open, with(name));
  }

  private List<String> with(String name) {
    List<String> names = new ArrayList<>(ours);
    names.remove(name);
    names.add(name);
    return List.copyOf(names.subList(Math.max(0, names.size() - MOST), names.size()));
  }

  /** Shows no name. */
  @Override
  public String toString() {
    return "ContactName[open=" + open + ", ours=" + ours.size() + "]";
  }
}
