package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkRule;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.MatchSource;
import dev.puente.matcher.state.LinkingManual;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a link to somebody who leads agents: what was seen, what it means, what follows, since
 * when.
 *
 * @param phone the phone as far as it may be shown; null: none
 * @param remark a second phone that disagrees, likewise
 */
record LinkStory(
    ContactLink link,
    @Nullable LinkingManual manual,
    @Nullable String phone,
    @Nullable String remark) {

  /** The warning of attributes that did not fit. */
  static String leftOut(int count) {
    return count
        + " attributes of the client are not shown in Chatwoot: a contact holds at most 50, and 10"
        + " KB. Named attributes come first, then free ones by name.";
  }

  String text() {
    return link.getRule() == LinkRule.MANUAL
        ? byHand()
        : seen() + reason() + ' ' + consequence() + since() + other();
  }

  private String byHand() {
    String who = manual == null || manual.getWho() == null ? "" : " by " + manual.getWho();
    String when = manual == null ? "" : " on " + time(Instant.ofEpochMilli(manual.getAt()));
    String why =
        manual == null || manual.getWhy() == null ? "" : " Reason given: " + manual.getWhy() + '.';
    String what =
        link.getState() == LinkState.LINKED
            ? "Linked by hand to client " + link.getClientId()
            : "Unlinked by hand";
    return what
        + who
        + when
        + '.'
        + why
        + " This holds, whatever the phone says, until the manual link is removed.";
  }

  private String seen() {
    if (phone == null) {
      return "";
    }
    String value =
        link.getMatchSource() == MatchSource.CHANNEL_ID
            ? "The contact writes from "
            : "Chatwoot stores the phone number ";
    String event =
        link.getEvidenceEventId().isEmpty() ? "" : " (event " + link.getEvidenceEventId() + ')';
    return value + phone + event + ". ";
  }

  private String reason() {
    String explanation = link.getExplanation();
    return explanation == null ? "" : explanation;
  }

  private String consequence() {
    return switch (link.getState()) {
      case LINKED -> "So the contact is linked to client " + link.getClientId();
      case REVOKED ->
          "The link to client " + link.getClientId() + " ended, and what Puente wrote is cleared";
      case AMBIGUOUS -> "Nobody's data is shown, because it might be another person's";
      case BLOCKED, UNMATCHED -> "The contact is linked to nobody";
    };
  }

  private String since() {
    return ", since " + time(link.getDecidedAt()) + '.';
  }

  private String other() {
    return remark == null ? "" : " Chatwoot also stores " + remark + ", which is not used.";
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
