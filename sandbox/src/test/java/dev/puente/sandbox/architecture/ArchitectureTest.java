package dev.puente.sandbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the structure, each with its reason. */
class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.puente");

  private static final String[] GENERATED = {"dev.puente.event.v1..", "dev.puente.matcher.state.."};

  @Test
  void shouldKeepDecisionsFreeOfFrameworks() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.puente..domain..", "dev.puente.notifier.delivery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "org.springframework..", "java.net.http..", "org.slf4j..")
        .because("decisions are plain Java that a test can call without anything running")
        .check(PRODUCTION);
  }

  @Test
  void shouldKeepKafkaStreamsInTheMatcher() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.puente.matcher..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.streams..")
        .because("gateway and worker must not see Kafka Streams")
        .check(PRODUCTION);
  }

  @Test
  void shouldKeepApplicationsApart() {
    String[] applications = {
      "dev.puente.ingest..", "dev.puente.matcher..", "dev.puente.notifier.."
    };
    for (String application : applications) {
      noClasses()
          .that(
              not(resideInAnyPackage(application))
                  .and(not(resideInAnyPackage("dev.puente.sandbox.launch.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(application)
          .because("applications share only schemas; the sandbox starts them and no more")
          .check(PRODUCTION);
    }
  }

  @Test
  void shouldNotKnowTheSandboxInTheApplications() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.puente.ingest..",
            "dev.puente.matcher..",
            "dev.puente.notifier..",
            "dev.puente.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.puente.sandbox..", "dev.puente.cli..")
        .because("nothing in the applications knows the simulator")
        .check(PRODUCTION);
  }

  @Test
  void shouldUseJackson3Only() {
    noClasses()
        .that(not(resideInAnyPackage(GENERATED)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
        .because("Kafka and Avro bring Jackson 2 along; our code has one JSON library")
        .check(PRODUCTION);
  }

  @Test
  void shouldReadTheClockOnlyWhereThingsAreWired() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "dev.puente..config..",
                    "dev.puente.sandbox..",
                    "dev.puente.cli..",
                    "dev.puente.event.v1..",
                    "dev.puente.matcher.state..")))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Random.class)
        .because("time and chance come in through constructors")
        .check(PRODUCTION);
  }

  @Test
  void shouldHaveNoStaticMutableState() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(not(resideInAnyPackage(GENERATED)))
        .should()
        .beFinal()
        .because("several applications share one JVM in the sandbox")
        .check(PRODUCTION);
  }

  @Test
  void shouldNotPrint() {
    noClasses()
        .that(not(resideInAnyPackage("dev.puente.cli..", "dev.puente.sandbox..")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("applications log; only commands print")
        .check(PRODUCTION);
    noClasses()
        .should()
        .callMethod(Throwable.class, "printStackTrace")
        .because("a stack trace on the console helps nobody")
        .check(PRODUCTION);
  }

  @Test
  void shouldHaveTypedSettings() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
        .because("settings are records that are checked at start")
        .check(PRODUCTION);
    classes()
        .that()
        .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
        .should()
        .beRecords()
        .andShould()
        .resideInAPackage("dev.puente..config..")
        .check(PRODUCTION);
  }

  @Test
  void shouldHaveNoPackageCycles() {
    slices()
        .matching("dev.puente.(*).(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature that can not be read alone is not a feature")
        .check(PRODUCTION.that(not(resideInAnyPackage(GENERATED))));
  }

  @Test
  void shouldMarkEveryPackageNull() {
    // given
    TreeSet<String> unmarked = new TreeSet<>();

    // when
    for (JavaClass type : PRODUCTION.that(not(resideInAnyPackage(GENERATED)))) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }

    // then
    assertThat(unmarked).isEmpty();
  }

  @Test
  void shouldNameTestsSoThatNoneIsSkipped() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("dev.puente");
    classes()
        .that()
        .containAnyMethodsThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are tests",
                m ->
                    m.isAnnotatedWith("org.junit.jupiter.api.Test")
                        || m.isAnnotatedWith("org.junit.jupiter.params.ParameterizedTest")
                        || m.isAnnotatedWith("net.jqwik.api.Property")))
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveNameMatching(".*(Test|IT)")
        .because("surefire runs *Test, failsafe runs *IT, and nothing else is run")
        .check(tests);
  }
}
