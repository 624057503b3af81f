package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkRule;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.MatchSource;
import dev.puente.matcher.linking.domain.Language;
import dev.puente.matcher.linking.domain.Phrase;
import dev.puente.matcher.state.LinkingManual;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a link to somebody who leads agents: what was seen, what it means, what follows, since
 * when, by which rule.
 *
 * @param reason the decision in words of that language
 * @param phone the phone as far as it may be shown; null: none
 * @param remark a second phone that disagrees, likewise
 */
record LinkStory(
    Language language,
    ContactLink link,
    String reason,
    @Nullable LinkingManual manual,
    @Nullable String phone,
    @Nullable String remark) {

  /** The warning of attributes that did not fit. */
  String leftOut(int count) {
    return Phrase.LEFT_OUT.in(language, count);
  }

  String text() {
    return link.getRule() == LinkRule.MANUAL
        ? byHand()
        : seen() + reason + ' ' + consequence() + since() + other() + rule();
  }

  private String byHand() {
    return what()
        + told(Phrase.HAND_WHO, manual == null ? null : manual.getWho())
        + told(Phrase.HAND_WHEN, manual == null ? null : time(manual.getAt()))
        + '.'
        + told(Phrase.HAND_WHY, manual == null ? null : manual.getWhy())
        + client()
        + Phrase.HAND_HOLDS.in(language)
        + Phrase.RULE_MANUAL.in(language);
  }

  private String what() {
    String client =
        link.getState() == LinkState.LINKED || manual == null
            ? link.getClientId()
            : manual.getClientId();
    return client == null
        ? Phrase.HAND_UNLINKED.in(language)
        : Phrase.HAND_LINKED.in(language, client);
  }

  private String client() {
    if (manual == null || manual.getClientId() == null) {
      return "";
    }
    if (!manual.getKnown()) {
      return Phrase.HAND_UNREGISTERED.in(language);
    }
    return manual.getActive() ? "" : Phrase.HAND_INACTIVE.in(language);
  }

  private String seen() {
    if (phone == null) {
      return "";
    }
    Phrase value =
        link.getMatchSource() == MatchSource.CHANNEL_ID ? Phrase.WRITES_FROM : Phrase.STORES;
    String event = link.getEvidenceEventId();
    return value.in(language, phone) + told(Phrase.EVENT, event.isEmpty() ? null : event) + ". ";
  }

  private String consequence() {
    return switch (link.getState()) {
      case LINKED -> Phrase.SO_LINKED.in(language, link.getClientId());
      case REVOKED -> Phrase.SO_REVOKED.in(language, link.getClientId());
      case AMBIGUOUS -> Phrase.SO_AMBIGUOUS.in(language);
      case BLOCKED, UNMATCHED -> Phrase.SO_NOBODY.in(language);
    };
  }

  private String since() {
    return Phrase.SINCE.in(language, time(link.getDecidedAt().toEpochMilli()));
  }

  private String other() {
    return told(Phrase.NOT_USED, remark);
  }

  private String rule() {
    return link.getRule() == LinkRule.PHONE ? Phrase.RULE_PHONE.in(language) : "";
  }

  private String told(Phrase phrase, @Nullable String value) {
    return value == null ? "" : phrase.in(language, value);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
