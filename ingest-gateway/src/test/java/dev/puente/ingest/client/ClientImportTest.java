package dev.puente.ingest.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientImportTest {
  private static final int WINDOW = 50;
  private static final int LINES = 100_000;

  @TempDir private Path folder;
  private TenantConfig tenant;

  @BeforeEach
  void loadTenant() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tenants.yml"),
            "tenants: {t: {base_url: 'https://c.example.com', account_id: 1, inboxes: [{id: 1, channel: api}], region: AR}}");
    tenant = new TenantSettingsLoader(Map.of()).load(file).find("t").orElseThrow();
  }

  /** Acknowledges the older half of what is under way whenever the window is full. */
  private static final class SlowPublisher implements EventPublisher {
    private final Deque<CompletableFuture<Void>> pending = new ArrayDeque<>();
    private final List<Integer> failing;
    private int count;
    private int mostPending;

    SlowPublisher(Integer... failing) {
      this.failing = List.of(failing);
    }

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
      count++;
      CompletableFuture<Void> done = new CompletableFuture<>();
      if (failing.contains(count)) {
        done.completeExceptionally(new PublishException(PublishException.Reason.UNREACHABLE));
        return done;
      }
      pending.add(done);
      mostPending = Math.max(mostPending, pending.size());
      while (pending.size() > WINDOW / 2) {
        pending.removeFirst().complete(null);
      }
      return done;
    }

    @Override
    public boolean reachable() {
      return true;
    }

    void acknowledgeAll() {
      pending.forEach(done -> done.complete(null));
    }
  }

  /** Lines that exist only while they are read. */
  private static final class Lines extends InputStream {
    private byte[] line = new byte[0];
    private int at;
    private int made;
    private final Runnable end;

    Lines(Runnable end) {
      this.end = end;
    }

    @Override
    public int read() {
      if (at == line.length) {
        if (made == LINES) {
          end.run();
          return -1;
        }
        made++;
        line =
            (made % 1_000 == 0
                    ? "{\"id\":\"" + made + "\",\"email\":\"no\"}\n"
                    : "{\"id\":\"" + made + "\",\"phones\":[\"11 2345-6789\"]}\n")
                .getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      return line[at++];
    }

    /** One byte at a time would be slow; whole lines are enough. */
    @Override
    public int read(byte[] into, int offset, int length) {
      int first = read();
      if (first < 0) {
        return -1;
      }
      into[offset] = (byte) first;
      int more = Math.min(length - 1, line.length - at);
      System.arraycopy(line, at, into, offset + 1, more);
      at += more;
      return more + 1;
    }
  }

  private ClientImport importTo(EventPublisher publisher) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-07-27T10:00:00Z"));
    Clients clients =
        new Clients(
            publisher,
            new Topics(""),
            new PhoneKeys(),
            clock,
            new EventIdSource(new Random(1)),
            Duration.ofSeconds(30));
    return new ClientImport(clients, publisher, WINDOW, Duration.ofSeconds(30));
  }

  @Test
  void shouldHoldNoMoreThanTheWindowWhateverTheLength() throws IOException {
    // given
    SlowPublisher publisher = new SlowPublisher();
    List<Long> refused = new ArrayList<>();
    List<Integer> ahead = new ArrayList<>();
    Lines lines = new Lines(publisher::acknowledgeAll);

    // when
    ClientImport.Totals totals =
        importTo(publisher)
            .run(
                tenant,
                ImportSource.ndjson(lines),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                (line, problems) -> {
                  refused.add(line);
                  ahead.add(lines.made - publisher.count);
                });

    // then
    assertThat(totals).isEqualTo(new ClientImport.Totals(LINES - 100, 100));
    assertThat(refused).hasSize(100).startsWith(1_000L, 2_000L).endsWith(100_000L);
    assertThat(publisher.mostPending).isLessThanOrEqualTo(WINDOW);
    // Read, but not handed over: the refused lines so far, and what fits into the read buffer.
    assertThat(ahead.getLast()).isLessThanOrEqualTo(100 + 16 * 1024 / 20);
  }

  @Test
  void shouldReportLinesThatWereNotKeptAndGoOn() throws IOException {
    // given
    SlowPublisher publisher = new SlowPublisher(7, 99_000);
    List<Long> refused = new ArrayList<>();

    // when
    ClientImport.Totals totals =
        importTo(publisher)
            .run(
                tenant,
                ImportSource.ndjson(new Lines(publisher::acknowledgeAll)),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                (line, problems) -> refused.add(line));

    // then
    assertThat(totals).isEqualTo(new ClientImport.Totals(LINES - 102, 102));
    assertThat(refused).contains(7L, 99_099L);
  }
}
