package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.SourceIds;
import dev.puente.notifier.delivery.Target;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates the contact of a target. A refusal is certain, so another call may follow it: somebody
 * else was faster (look up again), or a field is not acceptable (leave it out and say so).
 */
final class ContactCreation {
  private final Session session;
  private final Contacts contacts;

  /**
   * What came of it.
   *
   * @param created false: another one made it in the meantime
   * @param leftOut fields that the server did not accept
   * @param name the name that we gave it; null: another one made it, or it has none of ours
   */
  record Created(
      ContactView contact, boolean created, List<String> leftOut, @Nullable String name) {}

  ContactCreation(Session session, Contacts contacts) {
    this.session = session;
    this.contacts = contacts;
  }

  Created create(
      Target target,
      @Nullable Inbox inbox,
      @Nullable String sourceId,
      @Nullable String email,
      Map<String, Object> attributes) {
    ContactFields fields = contacts.fields(target, inbox, email, attributes);
    boolean link = inbox != null && linkable(inbox, fields);
    String source = link && inbox != null ? source(inbox, sourceId) : null;
    List<String> leftOut = new ArrayList<>();
    while (true) {
      Outcome<ContactView> outcome =
          session
              .api()
              .createContact(fields, link && inbox != null ? (Long) inbox.id() : null, source);
      switch (outcome) {
        case Outcome.Ok<ContactView>(var made) -> {
          ContactView contact = settled(target, inbox, made);
          String given = contact.id() == made.id() ? fields.name() : null;
          return new Created(contact, true, leftOut, given);
        }
        case Outcome.No<ContactView>(Problem.Refused refused) -> {
          Optional<ContactView> other = contacts.lookUp(target, inbox);
          if (other.isPresent()) {
            return new Created(other.get(), false, leftOut, null);
          }
          if (!refused.names("email") || fields.email() == null) {
            throw Ended.with(refused, session.clock());
          }
          fields = fields.withoutEmail();
          leftOut.add("email");
        }
        case Outcome.No<ContactView>(var problem) -> throw Ended.with(problem, session.clock());
      }
    }
  }

  /**
   * Phone numbers have no unique index: two creates at once may both succeed, so all look again and
   * take the same one.
   */
  private ContactView settled(Target target, @Nullable Inbox inbox, ContactView made) {
    if (target.phoneKey() == null) {
      return made;
    }
    return contacts.lookUp(target, inbox).orElse(made);
  }

  private static boolean linkable(Inbox inbox, ContactFields fields) {
    return !inbox.phoneBased() || fields.phoneNumber() != null;
  }

  private @Nullable String source(Inbox inbox, @Nullable String wanted) {
    if (wanted != null) {
      return wanted;
    }
    return hasFreeSourceIds(inbox)
        ? SourceIds.of(session.tenant().id(), session.command().address(), inbox.id())
        : null;
  }

  /** API and website inboxes take any source id, and invent one when none is given. */
  static boolean hasFreeSourceIds(Inbox inbox) {
    return inbox.api() || inbox.channel().equals("Channel::WebWidget");
  }
}
