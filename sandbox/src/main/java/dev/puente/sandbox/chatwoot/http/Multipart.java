package dev.puente.sandbox.chatwoot.http;

import dev.puente.sandbox.chatwoot.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code multipart/form-data}: texts, and of files only name, type and size. */
final class Multipart {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?im)^Content-Type:\\s*(\\S+)");

  private Multipart() {}

  static void addTo(ObjectNode params, String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return;
    }
    // One char for each byte keeps sizes; texts are decoded below.
    String all = new String(body, StandardCharsets.ISO_8859_1);
    for (String part : all.split(Pattern.quote("--" + boundary.group(1)))) {
      int gap = part.indexOf("\r\n\r\n");
      if (gap >= 0) {
        String value = part.substring(gap + 4).replaceFirst("\r\n$", "");
        addPart(params, part.substring(0, gap), value);
      }
    }
  }

  private static void addPart(ObjectNode params, String head, String value) {
    Matcher name = NAME.matcher(head);
    if (!name.find()) {
      return;
    }
    Matcher file = FILE.matcher(head);
    if (!file.find()) {
      byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
      Call.add(params, name.group(1), new String(text, StandardCharsets.UTF_8));
      return;
    }
    Matcher type = TYPE.matcher(head);
    ArrayNode files =
        params.get("attachments") instanceof ArrayNode array
            ? array
            : params.putArray("attachments");
    files.add(
        Json.object()
            .put("filename", file.group(1))
            .put("content_type", type.find() ? type.group(1) : "application/octet-stream")
            .put("size", value.length()));
  }
}
