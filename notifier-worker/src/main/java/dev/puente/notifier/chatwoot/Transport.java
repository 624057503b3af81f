package dev.puente.notifier.chatwoot;

import tools.jackson.databind.JsonNode;

/** Makes one call; decorators add limits, permission and repetition. */
@FunctionalInterface
interface Transport {
  /** The JSON body of a 2xx answer, or the problem. */
  Outcome<JsonNode> exchange(Call call);
}
