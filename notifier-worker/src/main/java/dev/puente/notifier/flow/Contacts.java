package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Target;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the contacts of a target, and makes one where there is none. */
final class Contacts {
  /** No contact has it. */
  private static final String NOBODY = "puente:nobody";

  private final Session session;
  private final ContactMatch match;

  Contacts(Session session) {
    this.session = session;
    this.match = new ContactMatch(session.phones());
  }

  /** The contact to use: a known one that still fits, else the best that a look-up finds. */
  Optional<ContactView> find(Target target, @Nullable Long hint, @Nullable Inbox inbox) {
    Long known = target.contactId() != null ? target.contactId() : hint;
    if (known != null) {
      Optional<ContactView> contact = existing(known).filter(c -> fits(c, target));
      if (contact.isPresent()) {
        return contact;
      }
    }
    return lookUp(target, inbox);
  }

  /** Looks up by identifier, then by phone, ignoring what was known. */
  Optional<ContactView> lookUp(Target target, @Nullable Inbox inbox) {
    if (target.identifier() != null) {
      Optional<ContactView> contact = byIdentifier(target.identifier());
      if (contact.isPresent()) {
        return contact;
      }
    }
    return target.phoneKey() == null
        ? Optional.empty()
        : ContactMatch.best(byPhone(target.phoneKey()), sendingForm(target, inbox));
  }

  /** Every contact that the target may lead to, for look-ups by marker. */
  List<ContactView> all(Target target, @Nullable Long hint) {
    Map<Long, ContactView> found = new LinkedHashMap<>();
    List<ContactView> contacts = new ArrayList<>();
    if (hint != null) {
      existing(hint).ifPresent(contacts::add);
    }
    if (target.contactId() != null) {
      existing(target.contactId()).ifPresent(contacts::add);
    }
    if (target.identifier() != null) {
      byIdentifier(target.identifier()).ifPresent(contacts::add);
    }
    if (target.phoneKey() != null) {
      contacts.addAll(byPhone(target.phoneKey()));
    }
    contacts.forEach(contact -> found.putIfAbsent(contact.id(), contact));
    return List.copyOf(found.values());
  }

  /** The contact of that id; empty when it is gone. */
  Optional<ContactView> existing(long contactId) {
    return switch (session.api().contact(contactId)) {
      case Outcome.Ok<ContactView>(var contact) -> Optional.of(contact);
      case Outcome.No<ContactView>(Problem.Missing()) -> Optional.empty();
      case Outcome.No<ContactView>(var problem) -> throw Ended.with(problem, session.clock());
    };
  }

  /**
   * To be asked before a contact counts as gone: in an account that is not there, or not any more,
   * every contact is missing. Ends the flow then.
   */
  static void checkAccount(Session session) {
    new Contacts(session).byIdentifier(NOBODY);
  }

  /** The contact with exactly that identifier. */
  Optional<ContactView> byIdentifier(String identifier) {
    Outcome<List<ContactView>> outcome =
        session.api().contactsWith("identifier", List.of(identifier));
    // A server that does not know the attribute refuses the filter; its text search covers it.
    if (outcome instanceof Outcome.No<List<ContactView>>(Problem.Refused _)) {
      outcome = session.api().search(identifier);
    }
    return Ended.unlessOk(outcome, session.clock()).stream()
        .filter(contact -> identifier.equals(contact.identifier()))
        .findFirst();
  }

  /** The best contact of the first of these phones that has one. */
  Optional<ContactView> byOtherPhones(List<String> phoneKeys) {
    return phoneKeys.stream()
        .map(key -> ContactMatch.best(byPhone(key), key))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<ContactView> byPhone(String phoneKey) {
    List<String> variants = session.phones().lookupVariants(phoneKey);
    return Ended.unlessOk(session.api().contactsWith("phone_number", variants), session.clock())
        .stream()
        .filter(contact -> match.has(contact, phoneKey))
        .toList();
  }

  private boolean fits(ContactView contact, Target target) {
    if (target.phoneKey() != null) {
      return match.has(contact, target.phoneKey());
    }
    return target.identifier() == null || target.identifier().equals(contact.identifier());
  }

  /** What {@code phone_number} of a contact that we create is. */
  String sendingForm(Target target, @Nullable Inbox inbox) {
    if (target.phoneKey() == null) {
      return "";
    }
    return session
        .phones()
        .sendingForm(
            target.phoneKey(),
            target.phoneRaw(),
            PhoneSource.region(target.region() == null ? "" : target.region()),
            target.channelId(),
            inbox != null && inbox.whatsapp());
  }

  /** The fields of a contact to create. */
  ContactFields fields(
      Target target, @Nullable Inbox inbox, @Nullable String email, Map<String, Object> custom) {
    String phone = target.phoneKey() == null ? null : sendingForm(target, inbox);
    String name = target.displayName() != null ? target.displayName() : phone;
    return new ContactFields(name, email, phone, target.identifier(), custom);
  }
}
