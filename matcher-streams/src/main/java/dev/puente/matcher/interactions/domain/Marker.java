package dev.puente.matcher.interactions.domain;

import org.jspecify.annotations.Nullable;

/** The marker {@code deployment/tenant/occurrence} of our own messages. */
public final class Marker {
  private Marker() {}

  /**
   * The plain notification id in a marker of ours; null when there is no marker, or when it is of
   * another deployment or tenant.
   */
  public static @Nullable String notificationId(
      @Nullable String marker, String deployment, String tenant) {
    String ours = deployment + '/' + tenant + '/';
    if (marker == null || !marker.startsWith(ours)) {
      return null;
    }
    String occurrence = marker.substring(ours.length());
    int repetition = occurrence.indexOf('#');
    String id = repetition < 0 ? occurrence : occurrence.substring(0, repetition);
    return id.isEmpty() || id.indexOf('/') >= 0 ? null : id;
  }
}
