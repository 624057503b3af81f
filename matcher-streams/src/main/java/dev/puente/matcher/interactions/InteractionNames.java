package dev.puente.matcher.interactions;

/**
 * Names of steps and stores of interactions in {@code puente-linking}. They name changelogs on the
 * cluster, so a changed name loses state.
 */
final class InteractionNames {
  static final String TELLER = "interaction-teller";
  static final String CONTACT_STORE = "interaction-contacts";
  static final String BACKLOG_STORE = "interaction-backlog";

  static final String VIEWER = "interaction-viewer";
  static final String VIEW_STORE = "interaction-view";
  static final String VIEW_HEAD_STORE = "interaction-view-heads";

  private InteractionNames() {}
}
