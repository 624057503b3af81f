package dev.puente.matcher.linking;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ContactReading;
import dev.puente.event.v1.ResultCode;
import dev.puente.schemas.delivery.WorkerReasons;

/** What an answer of the worker means for its contact. */
final class ContactResults {
  private ContactResults() {}

  /**
   * Whether the contact is gone from Chatwoot, deleted or merged into another one: nothing else
   * tells (there is no such webhook), and a contact id is never given again.
   */
  static boolean gone(CommandResult result) {
    ContactReading read = result.getContact();
    return read != null
        ? !read.getExists()
        : result.getKind() == CommandKind.SYNC
            && result.getCode() == ResultCode.REJECTED
            && WorkerReasons.CONTACT_GONE.equals(result.getReason());
  }

  /** Whether attributes were written. */
  static boolean written(CommandResult result) {
    return result.getKind() == CommandKind.SYNC && done(result);
  }

  /**
   * Whether a contact that was found or made is shown. Perhaps no event ever told of it: one that
   * is only found changes nothing in Chatwoot.
   */
  static boolean shown(CommandResult result) {
    ContactReading read = result.getContact();
    return result.getKind() == CommandKind.UPSERT
        && result.getContactId() != null
        && read != null
        && read.getExists()
        && done(result);
  }

  /** Whether the contact was made by the command, and has the name that it was given. */
  static boolean named(CommandResult result) {
    return result.getKind() != CommandKind.SYNC
        && result.getContactId() != null
        && result.getWrittenName() != null;
  }

  static boolean done(CommandResult result) {
    return result.getCode() == ResultCode.SENT || result.getCode() == ResultCode.FOUND;
  }
}
