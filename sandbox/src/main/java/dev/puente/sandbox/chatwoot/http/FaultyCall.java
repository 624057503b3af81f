package dev.puente.sandbox.chatwoot.http;

import com.sun.net.httpserver.HttpExchange;
import dev.puente.sandbox.chatwoot.fault.FaultCallback;
import dev.puente.sandbox.chatwoot.fault.FaultHandle;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.fault.FaultSpec.Effect;
import dev.puente.sandbox.chatwoot.fault.Faults;
import dev.puente.sandbox.chatwoot.journal.Journal;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Runs one API request through throttle, faults, routes and journal. */
public final class FaultyCall {

  private static final Logger LOG = LoggerFactory.getLogger(FaultyCall.class);
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

  private final Routes routes;
  private final Faults faults;
  private final RateLimit rateLimit;
  private final Journal journal;
  private final InstantSource clock;

  public FaultyCall(
      Routes routes, Faults faults, RateLimit rateLimit, Journal journal, InstantSource clock) {
    this.routes = routes;
    this.faults = faults;
    this.rateLimit = rateLimit;
    this.journal = journal;
    this.clock = clock;
  }

  void run(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    Instant arrived = clock.instant();
    String address = exchange.getRemoteAddress().getAddress().getHostAddress();
    Optional<FaultHandle> fault = faults.take(call.method(), call.path());
    if (fault.isPresent()) {
      run(exchange, call, arrived, fault.get());
      return;
    }
    boolean admitted = rateLimit.admit(address, call.path());
    Reply reply = admitted ? act(call) : Reply.retryLater();
    note(call, arrived, reply.status(), admitted && isApplied(call, reply), null);
    send(exchange, reply);
  }

  private void run(HttpExchange exchange, Call call, Instant arrived, FaultHandle fault)
      throws IOException, InterruptedException {
    FaultSpec spec = fault.spec();
    Effect effect = spec.effect();
    callBack(spec.beforeActing());
    Thread.sleep(spec.delay());
    if (effect == Effect.CUT_BEFORE_ACTING) {
      note(call, arrived, null, false, effect);
      exchange.close();
      return;
    }
    if (effect == Effect.ANSWER) {
      finish(exchange, call, arrived, fault, Reply.fault(spec.status()), false);
      return;
    }
    if (effect == Effect.ACT_LATE) {
      exchange.close();
      Thread.sleep(spec.lateBy());
    }
    Reply reply = act(call);
    boolean applied = isApplied(call, reply);
    if (effect == Effect.ACT_AND_ANSWER) {
      reply = Reply.fault(spec.status());
    }
    finish(exchange, call, arrived, fault, reply, applied);
  }

  private void finish(
      HttpExchange exchange,
      Call call,
      Instant arrived,
      FaultHandle fault,
      Reply reply,
      boolean applied)
      throws IOException, InterruptedException {
    FaultSpec spec = fault.spec();
    Effect effect = spec.effect();
    boolean answered = effect != Effect.CUT_AFTER_ACTING && effect != Effect.ACT_LATE;
    note(call, arrived, answered ? reply.status() : null, applied, effect);
    callBack(spec.afterActing());
    if (spec.hold()) {
      fault.awaitRelease(LONGEST_HOLD);
    }
    if (!answered) {
      exchange.close();
    } else if (effect == Effect.CUT_WITHIN_ANSWER) {
      sendHalf(exchange, reply);
    } else {
      send(exchange, reply);
    }
    callBack(spec.afterAnswer());
  }

  private Reply act(Call call) {
    try {
      return routes.answer(call);
    } catch (RuntimeException bug) {
      LOG.atWarn().addKeyValue("method", call.method()).setCause(bug).log("simulator failed");
      return Reply.of(Problem.serverError());
    }
  }

  private static boolean isApplied(Call call, Reply reply) {
    return !call.method().equals("GET") && reply.status() < 300;
  }

  private void note(
      Call call,
      Instant arrived,
      @Nullable Integer status,
      boolean applied,
      @Nullable Effect effect) {
    journal.add(
        new ApiRequest(
            arrived,
            call.method(),
            call.path(),
            call.query(),
            readable(call),
            status,
            applied,
            effect == null ? null : effect.text(),
            call.accountId(),
            call.contactId(),
            call.conversationId()));
  }

  private static @Nullable JsonNode readable(Call call) {
    try {
      return call.body();
    } catch (Problem malformed) {
      return null;
    }
  }

  private static void callBack(FaultCallback callback) throws InterruptedException {
    try {
      callback.run();
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      throw new IllegalStateException("a fault callback failed", failure);
    }
  }

  static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.getResponseHeaders().set("Cache-Control", "max-age=0, private, must-revalidate");
    int length = reply.body().length;
    exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
    if (length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(reply.body());
      }
    }
  }

  private static void sendHalf(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length + 1L);
    OutputStream out = exchange.getResponseBody();
    out.write(reply.body(), 0, reply.body().length / 2);
    out.flush();
    exchange.close();
  }
}
