package dev.puente.sandbox.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code run.json}: where everything is and how to get in, for people and other commands. */
final class RunFile {
  private RunFile() {}

  static void write(
      Path data, Ports ports, @Nullable String simulator, TenantsFile tenants, Instant started)
      throws IOException {
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    long pid = ProcessHandle.current().pid();
    run.put("pid", pid);
    run.put("started_at", started.toString());
    run.put("data", data.toAbsolutePath().toString());
    run.put("topic_prefix", "");
    ObjectNode urls = run.putObject("urls");
    urls.put("gateway", url(ports.gateway()));
    urls.put("gateway_management", url(ports.gatewayManagement()));
    urls.put("matcher", url(ports.matcher()));
    urls.put("worker", url(ports.worker()));
    urls.put("kafka", "127.0.0.1:" + ports.kafka());
    urls.put("registry", url(ports.registry()));
    if (simulator != null) {
      urls.put("simulator", simulator);
    }
    ObjectNode numbers = run.putObject("ports");
    numbers.put("gateway", ports.gateway());
    numbers.put("gateway_management", ports.gatewayManagement());
    numbers.put("matcher", ports.matcher());
    numbers.put("worker", ports.worker());
    numbers.put("kafka", ports.kafka());
    numbers.put("registry", ports.registry());
    if (simulator != null) {
      numbers.put("simulator", ports.simulator());
    }
    ObjectNode pids = run.putObject("pids");
    for (String part : new String[] {"puente", "gateway", "matcher", "worker", "kafka"}) {
      pids.put(part, pid);
    }
    ObjectNode list = run.putObject("tenants");
    for (String id : tenants.tenants().propertyNames()) {
      ObjectNode tenant = list.putObject(id);
      String key = tenants.key(id);
      if (key != null) {
        tenant.put("api_key", key);
      }
      tenant.set("api_keys", tenants.tenants().get(id).path("api_keys"));
      tenant.put("webhook_url", url(ports.gateway()) + "/api/webhooks/chatwoot/" + id);
      tenant.put("chatwoot_url", tenants.tenants().get(id).path("base_url").asString(""));
    }
    TenantsFile.writePrivate(
        data.resolve("run.json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n");
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }
}
