package dev.puente.notifier.flow;

import dev.puente.notifier.delivery.Answer;
import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.Target;
import dev.puente.notifier.delivery.Task;
import dev.puente.notifier.flow.Session.Suspicion;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs flows against {@link FakeChatwoot}. */
final class FlowRig {
  static final String TENANT = "acme";
  static final String MARKER = "puente/acme/n-1";
  static final String KEY = "+541123456789";
  static final long API_INBOX = 12;
  static final long WHATSAPP_INBOX = 7;
  static final Duration SECOND_LOOKUP = Duration.ofSeconds(30);

  /** Before everything in the fake. */
  static final Instant DISPATCHED = Instant.ofEpochSecond(2_000_000_000L);

  final FakeChatwoot chatwoot = new FakeChatwoot();
  final OwnSender ownSender = new OwnSender();
  final List<Duration> rests = new ArrayList<>();
  Runnable onRest = () -> {};
  boolean restWorks = true;
  @Nullable Instant expiresAt;

  private static final TenantConfig CONFIG =
      TenantConfig.of(TENANT, URI.create("https://chatwoot.example"), 3)
          .inboxes(
              List.of(
                  new TenantConfig.Inbox(API_INBOX, "Channel::Api", null, true),
                  new TenantConfig.Inbox(WHATSAPP_INBOX, "Channel::Whatsapp", null, false)))
          .apiToken(new Secret("token"))
          .region("AR")
          .locale("es")
          .build();

  static Target phone() {
    return new Target(null, KEY, KEY, "AR", null, null, "Ana");
  }

  static Task.Send send(Target target, long inbox) {
    return new Task.Send("n-1", "n-1", target, inbox, "Hola", null);
  }

  Answer run(Task task) {
    return run(task, Suspicion.NONE, null);
  }

  Answer run(Task task, Suspicion suspicion, @Nullable Long hint) {
    Command command =
        new Command(
            "n-1#1",
            TENANT,
            "phone/" + KEY,
            task,
            MARKER,
            suspicion == Suspicion.BY_MAILBOX,
            DISPATCHED,
            null,
            new Command.Hints(hint, null),
            DISPATCHED.plusSeconds(600),
            expiresAt);
    Session session =
        new Session(
            command,
            CONFIG,
            chatwoot,
            suspicion,
            new ContactLocks(),
            ownSender,
            new PhoneKeys(16),
            duration -> {
              rests.add(duration);
              onRest.run();
              return restWorks;
            },
            InstantSource.fixed(DISPATCHED));
    return new CommandFlows(SECOND_LOOKUP).run(session);
  }
}
