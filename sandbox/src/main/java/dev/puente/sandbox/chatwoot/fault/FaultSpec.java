package dev.puente.sandbox.chatwoot.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault meets and what it does to them. Built by the {@code with…} methods from
 * {@link #on}.
 *
 * @param method HTTP method in capitals; null for any
 * @param path the path pattern: {@code *} stands for one segment, {@code **} for anything; matched
 *     at the end of the path, so {@code /messages} fits every message call
 * @param skip how many matching requests pass before the first hit
 * @param times how many requests are hit
 * @param delay wait before acting
 * @param effect what happens to the request
 * @param status the status of {@link Effect#ANSWER} and {@link Effect#ACT_AND_ANSWER}
 * @param lateBy how long after the cut {@link Effect#ACT_LATE} acts
 * @param hold whether the answer waits until the fault is released
 */
public record FaultSpec(
    @Nullable String method,
    String path,
    int skip,
    int times,
    Duration delay,
    Effect effect,
    int status,
    Duration lateBy,
    boolean hold,
    FaultCallback beforeActing,
    FaultCallback afterActing,
    FaultCallback afterAnswer) {

  /** What happens to a request. */
  public enum Effect {
    /** Acted upon and answered as usual. */
    PASS,
    /** Answered with an error, not acted upon. */
    ANSWER,
    /** Acted upon, then answered with an error. */
    ACT_AND_ANSWER,
    /** The connection is cut, nothing is done. */
    CUT_BEFORE_ACTING,
    /** Acted upon, then the connection is cut without an answer. */
    CUT_AFTER_ACTING,
    /** Acted upon, then cut in the middle of the answer's body. */
    CUT_WITHIN_ANSWER,
    /** The connection is cut first, and the request is acted upon later. */
    ACT_LATE;

    /** Name in JSON and in the journal. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A fault for requests of a method and a path that hits all of them and does nothing yet. */
  public static FaultSpec on(@Nullable String method, String path) {
    return new FaultSpec(
        method,
        path,
        0,
        Integer.MAX_VALUE,
        Duration.ZERO,
        Effect.PASS,
        0,
        Duration.ZERO,
        false,
        FaultCallback.NONE,
        FaultCallback.NONE,
        FaultCallback.NONE);
  }

  /** Hits the next matching request only. */
  public FaultSpec once() {
    return times(1);
  }

  /** Hits so many matching requests. */
  public FaultSpec times(int count) {
    return copy(skip, count, delay, effect, status, lateBy, hold);
  }

  /** Lets so many matching requests pass first. */
  public FaultSpec skip(int count) {
    return copy(count, times, delay, effect, status, lateBy, hold);
  }

  public FaultSpec delay(Duration by) {
    return copy(skip, times, by, effect, status, lateBy, hold);
  }

  /**
   * Answers with an error status without acting; 429 is plain text, 502 to 504 look like a proxy's
   * page.
   */
  public FaultSpec answer(int errorStatus) {
    return copy(skip, times, delay, Effect.ANSWER, errorStatus, lateBy, hold);
  }

  /** Acts, then answers with an error status all the same (issue #6446 of Chatwoot). */
  public FaultSpec actAndAnswer(int errorStatus) {
    return copy(skip, times, delay, Effect.ACT_AND_ANSWER, errorStatus, lateBy, hold);
  }

  public FaultSpec cutBeforeActing() {
    return copy(skip, times, delay, Effect.CUT_BEFORE_ACTING, status, lateBy, hold);
  }

  public FaultSpec cutAfterActing() {
    return copy(skip, times, delay, Effect.CUT_AFTER_ACTING, status, lateBy, hold);
  }

  public FaultSpec cutWithinAnswer() {
    return copy(skip, times, delay, Effect.CUT_WITHIN_ANSWER, status, lateBy, hold);
  }

  /** Cuts the connection and acts so long afterwards. */
  public FaultSpec actLate(Duration by) {
    return copy(skip, times, delay, Effect.ACT_LATE, status, by, hold);
  }

  /** Acts, then keeps the answer until {@link FaultHandle#release}. */
  public FaultSpec holdAnswer() {
    return copy(skip, times, delay, effect, status, lateBy, true);
  }

  public FaultSpec beforeActing(FaultCallback callback) {
    return callbacks(callback, afterActing, afterAnswer);
  }

  /** Runs after the effect is stored and journalled, before the answer leaves. */
  public FaultSpec afterActing(FaultCallback callback) {
    return callbacks(beforeActing, callback, afterAnswer);
  }

  /** Runs after the answer was written to the connection. */
  public FaultSpec afterAnswer(FaultCallback callback) {
    return callbacks(beforeActing, afterActing, callback);
  }

  boolean matches(String requestMethod, String requestPath) {
    return (method == null || method.equals(requestMethod))
        && Pattern.compile(regex()).matcher(requestPath).find();
  }

  private String regex() {
    StringBuilder regex = new StringBuilder();
    for (String part : path.split("(?=\\*\\*)|(?<=\\*\\*)|(?<!\\*)(?=\\*)|(?<=\\*)(?!\\*)")) {
      regex.append(
          switch (part) {
            case "**" -> ".*";
            case "*" -> "[^/]+";
            default -> Pattern.quote(part);
          });
    }
    return regex.append("/?$").toString();
  }

  private FaultSpec copy(
      int newSkip,
      int newTimes,
      Duration newDelay,
      Effect newEffect,
      int newStatus,
      Duration newLateBy,
      boolean newHold) {
    return new FaultSpec(
        method,
        path,
        newSkip,
        newTimes,
        newDelay,
        newEffect,
        newStatus,
        newLateBy,
        newHold,
        beforeActing,
        afterActing,
        afterAnswer);
  }

  private FaultSpec callbacks(FaultCallback before, FaultCallback after, FaultCallback answered) {
    return new FaultSpec(
        method, path, skip, times, delay, effect, status, lateBy, hold, before, after, answered);
  }
}
