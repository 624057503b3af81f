# One build, one image per process: docker build --target ingest-gateway .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true package \
      -pl schemas,ingest-gateway,matcher-streams,notifier-worker,cli && \
    for m in ingest-gateway matcher-streams notifier-worker cli; do \
      ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true -pl $m -am \
        package org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/out/$m/lib && \
      cp $m/target/$m-*.jar /out/$m/lib/ || exit 1; \
    done

FROM eclipse-temurin:25-jre AS base
RUN useradd --system --create-home --uid 10001 puente && mkdir -p /data && chown puente /data
USER puente
WORKDIR /app
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

FROM base AS ingest-gateway
# What ./puente bench webhooks measures with; in a small container the JVM would choose the serial collector.
# For less memory: --build-arg GATEWAY_JVM="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders".
ARG GATEWAY_JVM="-XX:+UseParallelGC"
ENV JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS $GATEWAY_JVM"
COPY --from=build /out/ingest-gateway/lib lib
# A volume that outlives the container; on the container's own layer the spool stays off.
ENV PUENTE_INGEST_SPOOL_FOLDER=/data/spool
VOLUME /data
EXPOSE 8080 8081
ENTRYPOINT ["java", "-cp", "lib/*", "dev.puente.ingest.IngestGatewayApplication"]

FROM base AS matcher-streams
COPY --from=build /out/matcher-streams/lib lib
ENV PUENTE_MATCHER_STATE_DIR=/data
VOLUME /data
EXPOSE 8082
ENTRYPOINT ["java", "-cp", "lib/*", "dev.puente.matcher.MatcherApplication"]

FROM base AS notifier-worker
COPY --from=build /out/notifier-worker/lib lib
EXPOSE 8083
ENTRYPOINT ["java", "-cp", "lib/*", "dev.puente.notifier.NotifierApplication"]

FROM base AS cli
COPY --from=build /out/cli/lib lib
ENTRYPOINT ["java", "-cp", "lib/*", "dev.puente.cli.PuenteCli"]
