package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Routes;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.service.ConversationBuilder;
import dev.puente.sandbox.chatwoot.service.MessageBuilder;
import java.time.InstantSource;

/** All endpoints of Chatwoot that the simulator knows. */
public final class ChatwootApi {

  private ChatwootApi() {}

  /**
   * The routes over a database.
   *
   * @param messagesPerMinute the flood guard of a conversation
   */
  public static Routes routes(Database database, InstantSource clock, int messagesPerMinute) {
    Routes routes = new Routes();
    AccountCalls calls = new AccountCalls(database);
    MessageBuilder messages = new MessageBuilder(messagesPerMinute);
    ServerApi.addTo(routes, clock);
    ContactsApi.addTo(routes, calls);
    ContactLinksApi.addTo(routes, calls);
    new ConversationsApi(new ConversationBuilder(messages)).addTo(routes, calls);
    new MessagesApi(messages).addTo(routes, calls);
    AdminApi.addTo(routes, calls);
    PublicApi.addTo(routes, new PublicCalls(database));
    return routes;
  }
}
