package dev.puente.matcher.linking;

/**
 * Names of steps, stores and internal topics of {@code puente-linking}. They name changelogs and
 * repartition topics on the cluster, so a changed name loses state.
 */
final class TopologyNames {
  static final String APPLICATION_ID = "puente-linking";

  static final String EVENTS_SOURCE = "chatwoot-events-source";
  static final String CLIENTS_SOURCE = "clients-source";
  static final String OVERRIDES_SOURCE = "link-overrides-source";
  static final String RESULTS_SOURCE = "command-results-source";
  static final String INTERACTIONS_SOURCE = "interactions-source";
  static final String CHANGES_SOURCE = "subscription-changes-source";

  static final String RESULTS_BY_CONTACT = "results-by-contact";
  static final String RESULTS_BY_SUBSCRIPTION = "results-by-subscription";

  static final String SIGHTINGS = "contact-sightings";
  static final String CONTACT_STORE = "contact-states";
  static final String CONTACT_RULES_STORE = "contact-rules";
  static final String CONTACT_SWEEP = "contact-sweep";
  static final String CONTACT_REREADS = "contact-rereads";
  static final String MATCH_TABLE = "contact-matches";

  static final String CLIENT_DIFFER = "client-differ";
  static final String CLIENT_STORE = "client-records";
  static final String CLIENT_STATE_STORE = "client-states";
  static final String CLIENT_RULES_STORE = "client-rules";
  static final String CARD_TABLE = "client-cards";
  static final String OWNER_CHANGES = "phone-owner-changes";
  static final String OWNERS = "phone-owners";
  static final String OWNER_ROW_STORE = "phone-owner-rows";
  static final String OTHER_ROW_STORE = "phone-other-rows";
  static final String OWNER_SUMMARY_STORE = "phone-owner-summaries";
  static final String OWNER_RULES_STORE = "phone-owner-rules";
  static final String SETTLED_STORE = "settled-clients";
  static final String OWNERS_TABLE = "phone-owner-table";

  static final String CONTACT_OWNER_JOIN = "contact-owner-join";
  static final String LINKS = "contact-linker";
  static final String JOINED_STORE = "contact-owners-joined";
  static final String MANUAL_STORE = "manual-links";
  static final String WORD_TABLE = "manual-words";
  static final String WORD_CARD_JOIN = "manual-card-join";
  static final String WORD_JOINED_STORE = "manual-words-joined";
  static final String LINK_STORE = "contact-link-records";
  static final String TARGET_TABLE = "sync-targets";
  static final String LINK_WARNINGS = "contact-link-warnings";

  static final String NEWCOMERS = "newcomers";
  static final String NEWCOMER_DUE_STORE = "newcomer-due";
  static final String NEWCOMER_WISHES = "newcomer-wishes";
  static final String CLIENT_MAKER = "client-maker";
  static final String NEWCOMER_WAITING_STORE = "newcomers-waiting";

  static final String CLIENT_CONTACT_CHANGES = "client-contact-changes";
  static final String CLIENT_CONTACTS = "client-contacts-index";
  static final String CLIENT_CONTACT_STORE = "client-contacts";

  static final String TARGET_CARD_JOIN = "target-card-join";
  static final String WANTED_STORE = "target-cards-joined";
  static final String SYNCS = "attribute-syncs";
  static final String SYNC_STORE = "sync-states";
  static final String SYNC_DUE_STORE = "sync-due";

  static final String STRAY_FINDER = "stray-finder";
  static final String STRAYS_BY_CLIENT = "strays-by-client";
  static final String STRAY_JUDGE = "stray-judge";
  static final String STRAYS_BY_CONTACT = "strays-by-contact";

  static final String SUBSCRIPTIONS = "subscription-changer";
  static final String SUBSCRIPTION_STORE = "subscription-records";

  private TopologyNames() {}
}
