package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventMessage;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook tells about one of our messages. The tenant is the one whose signature the gateway
 * verified; a marker of another deployment or tenant counts as nothing.
 */
final class ReceiptReader {
  /** By {@code tenant:m/<messageId>}: the message has no marker (any more). */
  static final String BY_MESSAGE = "m/";

  private static final String UPDATED = "message_updated";
  private static final Pattern ERROR_CODE =
      Pattern.compile("\\s*(\\d{1,9})(?:[:\\s].*)?", Pattern.DOTALL);

  private final String deployment;

  ReceiptReader(String deployment) {
    this.deployment = deployment;
  }

  /** A receipt and the id that it belongs to. */
  record Found(String id, LedgerEvent.Receipt receipt) {}

  /** Reads an event; null when it tells nothing about a message of ours. */
  @Nullable Found read(ChatwootEvent event) {
    EventMessage message = event.getMessage();
    if (message == null || message.getPrivateNote() || !outgoing(message)) {
      return null;
    }
    State state = state(message);
    String marker = message.getPuenteId();
    if (marker == null) {
      boolean news = event.getEvent().equals(UPDATED) && state != State.SENT;
      return news ? new Found(BY_MESSAGE + message.getId(), receipt("", state, event)) : null;
    }
    String ours = deployment + '/' + event.getTenant() + '/';
    String occurrence = marker.startsWith(ours) ? marker.substring(ours.length()) : "";
    int hash = occurrence.indexOf('#');
    String id = hash < 0 ? occurrence : occurrence.substring(0, hash);
    return id.isEmpty() || id.indexOf('/') >= 0
        ? null
        : new Found(id, receipt(occurrence, state, event));
  }

  private static boolean outgoing(EventMessage message) {
    return message.getMessageType().equals("outgoing")
        || message.getMessageType().equals("template");
  }

  private static State state(EventMessage message) {
    String error = message.getExternalError();
    String status = message.getStatus() == null ? "" : message.getStatus();
    if ((error != null && !error.isBlank()) || status.equals("failed")) {
      return State.FAILED;
    }
    return switch (status) {
      case "read" -> State.READ;
      case "delivered" -> State.DELIVERED;
      default -> State.SENT;
    };
  }

  private static LedgerEvent.Receipt receipt(String occurrence, State state, ChatwootEvent event) {
    SentRef ref =
        new SentRef(
            event.getMessage().getId(),
            event.getConversation() == null ? null : event.getConversation().getId(),
            event.getContact() == null ? null : event.getContact().getId(),
            event.getInboxId());
    String reason = state == State.FAILED ? reason(event.getMessage().getExternalError()) : null;
    return new LedgerEvent.Receipt(occurrence, state, reason, ref);
  }

  /** The channel's error number; its text may hold anything and is left out. */
  private static String reason(@Nullable String error) {
    Matcher code = ERROR_CODE.matcher(error == null ? "" : error);
    return code.matches() ? "channel_" + code.group(1) : Reasons.CHANNEL_ERROR;
  }
}
