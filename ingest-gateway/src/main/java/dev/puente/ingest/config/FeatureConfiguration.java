package dev.puente.ingest.config;

import dev.puente.ingest.client.ClientImport;
import dev.puente.ingest.client.ClientJson;
import dev.puente.ingest.client.Clients;
import dev.puente.ingest.link.Links;
import dev.puente.ingest.notification.NotificationBatch;
import dev.puente.ingest.notification.NotificationChanges;
import dev.puente.ingest.notification.Notifications;
import dev.puente.ingest.notification.RecentNotifications;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.subscription.FormIdentities;
import dev.puente.ingest.subscription.IdempotentAnswers;
import dev.puente.ingest.subscription.RateLimiter;
import dev.puente.ingest.subscription.SubscriptionViews;
import dev.puente.ingest.subscription.Subscriptions;
import dev.puente.ingest.view.HttpMatcherViews;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.ingest.view.RecentWrites;
import dev.puente.ingest.web.ClientAddress;
import dev.puente.ingest.web.PublicUrls;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.topic.Topics;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The features, put together. */
@Configuration(proxyBeanMethods = false)
class FeatureConfiguration {
  /** Clients and pre-registrations that are shown before the matcher knows them. */
  private static final int RECENT_WRITES = 10_000;

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  EventIdSource eventIdSource() {
    return new EventIdSource(new SecureRandom());
  }

  @Bean
  Topics topics(PuenteProperties puente) {
    return new Topics(puente.topicPrefix());
  }

  @Bean
  PhoneKeys phoneKeys() {
    return new PhoneKeys();
  }

  @Bean
  PublicUrls publicUrls(IngestProperties ingest) {
    return new PublicUrls(ingest.publicUrl());
  }

  @Bean
  @ConditionalOnProperty(name = "puente.ingest.views", havingValue = "http", matchIfMissing = true)
  MatcherViews matcherViews(PuenteProperties puente, IngestProperties ingest) {
    return new HttpMatcherViews(
        puente.matcherUrl(),
        puente.internalSecret(),
        ingest.matcher().limit(),
        ingest.matcher().quickLimit(),
        ingest.matcher().pause(),
        System::nanoTime);
  }

  @Bean
  RecentWrites recentWrites(InstantSource clock) {
    return new RecentWrites(RECENT_WRITES, clock);
  }

  @Bean
  Clients clients(
      EventPublisher publisher,
      Topics topics,
      PhoneKeys phoneKeys,
      InstantSource clock,
      EventIdSource eventIds,
      IngestProperties ingest) {
    return new Clients(publisher, topics, phoneKeys, clock, eventIds, ingest.ackLimit());
  }

  @Bean
  ClientJson clientJson(Clients clients, MatcherViews views) {
    return new ClientJson(clients, views);
  }

  @Bean
  ClientImport clientImport(Clients clients, EventPublisher publisher, IngestProperties ingest) {
    return new ClientImport(clients, publisher, ingest.importWindow(), ingest.ackLimit());
  }

  @Bean
  RecentNotifications recentNotifications(IngestProperties ingest) {
    return new RecentNotifications(ingest.rememberedNotifications());
  }

  @Bean
  Notifications notifications(
      EventPublisher publisher,
      Topics topics,
      MatcherViews views,
      RecentNotifications recent,
      PhoneKeys phoneKeys,
      InstantSource clock,
      EventIdSource eventIds,
      IngestProperties ingest) {
    return new Notifications(
        publisher, topics, views, recent, phoneKeys, clock, eventIds, ingest.ackLimit());
  }

  @Bean
  NotificationBatch notificationBatch(Notifications notifications, IngestProperties ingest) {
    return new NotificationBatch(notifications, ingest.importWindow(), ingest.ackLimit());
  }

  @Bean
  NotificationChanges notificationChanges(
      EventPublisher publisher,
      Topics topics,
      MatcherViews views,
      RecentNotifications recent,
      InstantSource clock,
      EventIdSource eventIds,
      IngestProperties ingest) {
    return new NotificationChanges(
        publisher, topics, views, recent, clock, eventIds, ingest.ackLimit());
  }

  @Bean
  RateLimiter formRateLimiter(IngestProperties ingest) {
    return new RateLimiter(ingest.form().ratePerMinute(), System::nanoTime);
  }

  @Bean
  ClientAddress clientAddress(IngestProperties ingest) {
    return new ClientAddress(ingest.form().trustedProxies());
  }

  @Bean
  FormIdentities formIdentities(
      EventIdSource eventIds, InstantSource clock, PuenteProperties puente) {
    return new FormIdentities(eventIds, clock, puente.internalSecret());
  }

  @Bean
  Subscriptions subscriptions(
      EventPublisher publisher,
      Topics topics,
      PhoneKeys phoneKeys,
      InstantSource clock,
      EventIdSource eventIds,
      FormIdentities identities,
      SubscriptionViews views,
      PublicUrls urls,
      IngestProperties ingest) {
    return new Subscriptions(
        publisher,
        topics,
        phoneKeys,
        clock,
        eventIds,
        identities,
        new IdempotentAnswers(ingest.form().rememberedKeys()),
        views,
        urls,
        new Subscriptions.Options(
            ingest.form().redirectUrls(), ingest.ackLimit(), ingest.form().honeypot()));
  }

  @Bean
  SubscriptionViews subscriptionViews(
      MatcherViews views, RecentWrites recent, PublicUrls urls, EventPublisher publisher) {
    return new SubscriptionViews(views, recent, urls, publisher);
  }

  @Bean
  Links links(
      EventPublisher publisher,
      Topics topics,
      InstantSource clock,
      EventIdSource eventIds,
      IngestProperties ingest) {
    return new Links(publisher, topics, clock, eventIds, ingest.ackLimit());
  }
}
