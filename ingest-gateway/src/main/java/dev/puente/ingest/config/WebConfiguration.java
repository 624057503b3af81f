package dev.puente.ingest.config;

import dev.puente.ingest.auth.ApiKeys;
import dev.puente.ingest.auth.KeyInterceptor;
import dev.puente.ingest.auth.Tenants;
import dev.puente.ingest.client.ClientController;
import dev.puente.ingest.client.ImportController;
import dev.puente.ingest.client.InteractionController;
import dev.puente.ingest.connection.BoundedProtocol;
import dev.puente.ingest.connection.ConnectionRules;
import dev.puente.ingest.link.LinkController;
import dev.puente.ingest.metrics.CountingFilter;
import dev.puente.ingest.metrics.IngestMetrics;
import dev.puente.ingest.notification.BatchController;
import dev.puente.ingest.notification.NotificationController;
import dev.puente.ingest.problem.ProblemDocuments;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.FirstContact;
import dev.puente.ingest.subscription.FormCorsFilter;
import dev.puente.ingest.subscription.SubscriptionController;
import dev.puente.ingest.web.AcceptedTypes;
import dev.puente.ingest.web.BodyBudget;
import dev.puente.ingest.web.ClientAddress;
import dev.puente.ingest.web.PlainPaths;
import dev.puente.ingest.web.ProblemAdvice;
import dev.puente.ingest.web.ProblemErrorController;
import dev.puente.ingest.web.ProblemErrorValve;
import dev.puente.ingest.web.ProblemResponses;
import dev.puente.ingest.web.ResourceController;
import dev.puente.ingest.web.TraceParents;
import dev.puente.ingest.webhook.WebhookServlet;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** HTTP, put together. */
@Configuration(proxyBeanMethods = false)
@Import({
  ClientController.class,
  InteractionController.class,
  ImportController.class,
  NotificationController.class,
  BatchController.class,
  ResourceController.class,
  SubscriptionController.class,
  LinkController.class,
  ProblemAdvice.class,
  ProblemErrorController.class
})
class WebConfiguration {
  @Bean
  ProblemDocuments problemDocuments() {
    return new ProblemDocuments();
  }

  @Bean
  ProblemResponses problemResponses(ProblemDocuments documents) {
    return new ProblemResponses(documents);
  }

  @Bean
  TraceParents traceParents() {
    // Trace ids must differ, not be secret: no lock and no system call for each webhook.
    return new TraceParents(() -> ThreadLocalRandom.current().nextLong());
  }

  @Bean
  IngestMetrics ingestMetrics(MeterRegistry registry) {
    return new IngestMetrics(registry);
  }

  @Bean
  KeyInterceptor keyInterceptor(ApiKeys keys) {
    return new KeyInterceptor(keys);
  }

  @Bean
  WebMvcConfigurer gatewayMvc(KeyInterceptor keys) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PlainPaths());
        registry.addInterceptor(keys);
        registry.addInterceptor(new AcceptedTypes());
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(keys);
      }

      @Override
      public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
      }
    };
  }

  @Bean
  BodyBudget bodyBudget(
      IngestProperties ingest,
      WebhookProperties webhook,
      TomcatServerProperties tomcat,
      ClientAddress addresses) {
    return new BodyBudget(
        Math.toIntExact(webhook.bodyBudget().toBytes()),
        tomcat.getMaxConnections(),
        Math.toIntExact(ingest.webhookBodyLimit().toBytes()),
        webhook.bodyTimeLimit(),
        addresses::of,
        System::nanoTime);
  }

  @Bean
  ServletRegistrationBean<WebhookServlet> webhookServlet(
      Tenants tenants,
      EventPublisher publisher,
      Topics topics,
      InstantSource clock,
      TraceParents traces,
      ProblemResponses problems,
      IngestMetrics metrics,
      IngestProperties ingest,
      WebhookProperties webhook,
      BodyBudget bodies) {
    WebhookServlet servlet =
        new WebhookServlet(
            new WebhookServlet.Parts(
                tenants,
                publisher,
                topics,
                clock,
                traces,
                problems,
                metrics,
                bodies,
                new WebhookServlet.Settings(
                    Math.toIntExact(ingest.webhookBodyLimit().toBytes()),
                    ingest.ackLimit(),
                    webhook.dropNoise(),
                    webhook.rememberedEvents(),
                    webhook.rememberedFor(),
                    webhook.searchBudget().toBytes())));
    ServletRegistrationBean<WebhookServlet> bean =
        new ServletRegistrationBean<>(
            servlet, "/api/webhooks/chatwoot", "/api/webhooks/chatwoot/*");
    bean.setLoadOnStartup(1);
    return bean;
  }

  @Bean
  FilterRegistrationBean<CountingFilter> countingFilter(IngestMetrics metrics) {
    FilterRegistrationBean<CountingFilter> bean =
        new FilterRegistrationBean<>(new CountingFilter(metrics));
    bean.addUrlPatterns("/api/*");
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return bean;
  }

  @Bean
  FilterRegistrationBean<FormCorsFilter> formCorsFilter(
      Tenants tenants, ProblemResponses problems) {
    FilterRegistrationBean<FormCorsFilter> bean =
        new FilterRegistrationBean<>(new FormCorsFilter(tenants, problems));
    bean.addUrlPatterns("/api/subscriptions", "/api/subscriptions/*");
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return bean;
  }

  /** DispatcherServlet does the same for its own requests; webhooks do without. */
  @Bean
  FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
    FilterRegistrationBean<RequestContextFilter> bean =
        new FilterRegistrationBean<>(new RequestContextFilter());
    bean.setEnabled(false);
    return bean;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(
      ProblemDocuments documents) {
    return factory ->
        factory.addContextCustomizers(
            context ->
                context.getParent().getPipeline().addValve(new ProblemErrorValve(documents)));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
      ConnectionProperties connection, ClientAddress addresses, IngestMetrics metrics) {
    ConnectionRules rules =
        new ConnectionRules(
            connection.perAddress(),
            connection.waitLimit(),
            connection.minRate().toBytes(),
            addresses,
            System::nanoTime,
            reason -> metrics.connectionEnded(reason.name().toLowerCase(Locale.ROOT)));
    return factory -> {
      factory.setProtocol(BoundedProtocol.class.getName());
      factory.addConnectorCustomizers(
          connector -> ((BoundedProtocol) connector.getProtocolHandler()).follow(rules));
    };
  }

  @Bean
  HealthIndicator kafkaHealthIndicator(
      EventPublisher publisher,
      ObjectProvider<FirstContact> contact,
      ObjectProvider<KafkaLifecycle> kafka) {
    return new KafkaHealth(publisher, contact.getIfAvailable(), kafka.getIfAvailable());
  }
}
