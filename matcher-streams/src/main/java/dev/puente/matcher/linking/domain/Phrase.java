package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/**
 * Every text of the explanations, in each language. {@code {0}} stands for the first value. What is
 * put in front of another sentence ends without a blank, what follows one begins with it.
 */
public enum Phrase {
  /** The value that identifies. */
  SENDER_ID("sender id of the phone channel", "identificador del remitente en el canal telefónico"),
  /** The value that identifies. */
  PHONE_NUMBER("phone number in Chatwoot", "número de teléfono en Chatwoot"),
  /** No value identifies. */
  CONTACT("contact", "contacto"),

  /** Decision. */
  LINKED_BY_HAND("Linked by hand to client {0}.", "Vinculado a mano con el cliente {0}."),
  /** Decision. */
  ONE_OWNER(
      "The {0} belongs to exactly one active client, {1}.",
      "El {0} pertenece a un único cliente activo, {1}."),
  /** Decision. */
  SEVERAL_OWNERS(
      "The {0} belongs to {1} active clients; no link.",
      "El {0} pertenece a {1} clientes activos; no se vincula."),
  /** Decision. */
  BLOCK_LIST(
      "The {0} is on the tenant's block list; no link.",
      "El {0} está en la lista de bloqueo; no se vincula."),
  /** Decision. */
  OVER_LIMIT(
      "The {0} belongs to more clients than the limit; it identifies nobody.",
      "El {0} pertenece a más clientes que el límite; no identifica a nadie."),
  /** Decision. */
  NO_KEY(
      "The contact has no phone that identifies somebody ({0}).",
      "El contacto no tiene un teléfono que identifique a alguien ({0})."),
  /** Decision. */
  NO_OWNER("No active client owns the {0}.", "Ningún cliente activo tiene el {0}."),
  /** Decision. */
  RULES_CHANGING(
      "The number rules or the tenant's settings changed and are being applied; no new link until"
          + " that is done.",
      "Las reglas de numeración o la configuración cambiaron y se están aplicando; hasta que"
          + " termine no se vincula a nadie más."),
  /** Decision. */
  UNLINKED_BY_HAND("Unlinked by hand.", "Desvinculado a mano."),
  /** Decision. */
  UNREGISTERED_BY_HAND(
      "Linked by hand to a client that is not registered; no link.",
      "Vinculado a mano con un cliente que no está registrado; no se vincula."),
  /** Decision. */
  GONE("The contact is gone from Chatwoot.", "El contacto ya no está en Chatwoot."),

  /** Remark. */
  MADE_OF_CONTACT(
      " Puente made that client of a contact, because nobody had registered the phone; a client"
          + " that somebody registers with it takes its place.",
      " Puente creó ese cliente a partir de un contacto, porque nadie había registrado el teléfono;"
          + " un cliente que alguien registre con él ocupa su lugar."),
  /** Remark. */
  OTHER_YIELDS(
      " A client that Puente made of a contact with this phone gives way.",
      " Un cliente que Puente creó a partir de un contacto con este teléfono le cede el lugar."),
  /** Remark. */
  INACTIVE_OWNER(" An inactive client has it.", " Lo tiene un cliente inactivo."),
  /** Remark. */
  KNOWN_BEFORE(
      " A client had it before; Puente makes none of it again.",
      " Antes lo tenía un cliente; Puente no vuelve a crear otro."),
  /** Remark. */
  OTHER_KEY(
      " The stored phone number gives another key; the sender id counts.",
      " El número guardado da otra clave; vale el identificador del remitente."),

  /** By hand. */
  HAND_LINKED("Linked by hand to client {0}", "Vinculado a mano con el cliente {0}"),
  /** By hand. */
  HAND_UNLINKED("Unlinked by hand", "Desvinculado a mano"),
  /** By hand. */
  HAND_WHO(" by {0}", " por {0}"),
  /** By hand. */
  HAND_WHEN(" on {0}", " el {0}"),
  /** By hand. */
  HAND_WHY(" Reason given: {0}.", " Motivo indicado: {0}."),
  /** By hand. */
  HAND_UNREGISTERED(
      " That client is not registered: it was erased, or not registered yet. Until it is, the"
          + " contact is linked to nobody.",
      " Ese cliente no está registrado: fue borrado o todavía no se registró. Mientras tanto el"
          + " contacto no está vinculado con nadie."),
  /** By hand. */
  HAND_INACTIVE(" The client is inactive.", " El cliente está inactivo."),
  /** By hand. */
  HAND_HOLDS(
      " This holds, whatever the phone says, until the manual link is removed.",
      " Esto vale, diga lo que diga el teléfono, hasta que se quite el vínculo manual."),

  /** What was seen. */
  WRITES_FROM("The contact writes from {0}", "El contacto escribe desde {0}"),
  /** What was seen. */
  STORES("Chatwoot stores the phone number {0}", "Chatwoot guarda el número de teléfono {0}"),
  /** What was seen. */
  EVENT(" (event {0})", " (evento {0})"),

  /** Consequence. */
  SO_LINKED(
      "So the contact is linked to client {0}",
      "Por eso el contacto está vinculado con el cliente {0}"),
  /** Consequence. */
  SO_REVOKED(
      "The link to client {0} ended, and what Puente wrote is cleared",
      "El vínculo con el cliente {0} terminó, y lo que Puente escribió se borra"),
  /** Consequence. */
  SO_AMBIGUOUS(
      "Nobody's data is shown, because it might be another person's",
      "No se muestran datos de nadie, porque podrían ser de otra persona"),
  /** Consequence. */
  SO_NOBODY("The contact is linked to nobody", "El contacto no está vinculado con nadie"),
  /** Since when. */
  SINCE(", since {0}.", ", desde {0}."),
  /** Which rule. */
  RULE_PHONE(" Rule: phone.", " Regla: teléfono."),
  /** Which rule. */
  RULE_MANUAL(" Rule: by hand.", " Regla: a mano."),
  /** A second value. */
  NOT_USED(
      " Chatwoot also stores {0}, which is not used.",
      " Chatwoot guarda además {0}, que no se usa."),
  /** Warning. */
  LEFT_OUT(
      "Attributes of the client that are not shown in Chatwoot: {0}. A contact holds at most 50,"
          + " and 10 KB. Named attributes come first, then free ones by name. Names that"
          + " pre-registrations write, such as status, are never taken from a client.",
      "Atributos del cliente que no se muestran en Chatwoot: {0}. Un contacto admite como máximo"
          + " 50, y 10 KB. Primero van los atributos con nombre propio, después los libres por"
          + " nombre. Los nombres que escriben las preinscripciones, como status, nunca se toman"
          + " de un cliente.");

  private final String english;
  private final String spanish;

  Phrase(String english, String spanish) {
    this.english = english;
    this.spanish = spanish;
  }

  /** The text with its values; null values read as empty. */
  public String in(Language language, @Nullable Object... values) {
    String text =
        switch (language) {
          case EN -> english;
          case ES -> spanish;
        };
    StringBuilder told = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
      int end = text.indexOf('}', at);
      Object value = values[Integer.parseInt(text.substring(at + 1, end))];
      told.append(text, from, at).append(value == null ? "" : value);
      from = end + 1;
    }
    return told.append(text.substring(from)).toString();
  }
}
