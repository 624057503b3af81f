package dev.puente.sandbox.chatwoot.http;

/** What answers a route. */
@FunctionalInterface
public interface Handler {

  /**
   * Acts and gives the answer.
   *
   * @throws dev.puente.sandbox.chatwoot.rules.Problem for an answer without effect
   */
  Reply handle(Call call);
}
