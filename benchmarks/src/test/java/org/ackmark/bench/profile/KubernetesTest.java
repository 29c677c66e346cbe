package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests against the schemas of Kubernetes and against one another. */
class KubernetesTest {
  private static final Path MANIFESTS = Path.of("src", "main", "kubernetes");
  private static final String SCHEMA = "/kubernetes/kubernetes-1.25.schema.json";

  @ParameterizedTest
  @CsvSource({
    "nodes, io.k8s.api.apps.v1.StatefulSet",
    "service, io.k8s.api.core.v1.Service",
    "hosts, io.k8s.api.core.v1.ConfigMap",
    "run, io.k8s.api.batch.v1.Job"
  })
  void shouldBeTheObjectThatTheServerTakes(String file, String definition) throws IOException {
    assertEquals(Set.of(), faults(manifest(file), definition));
  }

  @ParameterizedTest
  @CsvSource({
    "nodes, io.k8s.api.apps.v1.StatefulSet, /spec, serviceNam, string",
    "nodes, io.k8s.api.apps.v1.StatefulSet, /spec, replicas, two",
    "nodes, io.k8s.api.apps.v1.StatefulSet, /spec/template/spec/containers/0, volumeMount, x",
    "service, io.k8s.api.core.v1.Service, /spec/ports/0, port, http",
    "hosts, io.k8s.api.core.v1.ConfigMap, '', spec, x",
    "run, io.k8s.api.batch.v1.Job, /spec/template/spec, restartPolicy, Sometimes",
    "run, io.k8s.api.batch.v1.Job, '', kind, CronJob"
  })
  void shouldNotPassWithAFieldThatIsWrong(
      String file, String definition, String place, String field, String value) throws IOException {
    JsonNode manifest = manifest(file);
    ((ObjectNode) manifest.at(place)).put(field, value);
    assertFalse(faults(manifest, definition).isEmpty());
  }

  @Test
  void shouldNameEachPodByItsStableName(@TempDir Path folder) throws IOException {
    JsonNode nodes = manifest("nodes").path("spec");
    JsonNode service = manifest("service");
    assertEquals(service.at("/metadata/name"), nodes.path("serviceName"));
    assertEquals("None", service.at("/spec/clusterIP").asText());
    assertEquals(service.at("/spec/selector"), nodes.at("/template/metadata/labels"));
    assertEquals(nodes.at("/selector/matchLabels"), nodes.at("/template/metadata/labels"));

    Hosts hosts = hosts(folder);
    assertEquals(nodes.path("replicas").asInt(), hosts.hosts().size());
    for (Hosts.Host host : hosts.hosts()) {
      String pod = manifest("nodes").at("/metadata/name").asText() + "-" + (host.id() - 1);
      assertEquals(pod + "." + nodes.path("serviceName").asText(), host.host());
      assertEquals(service.at("/spec/ports/0/port").asInt(), host.port());
    }
    JsonNode node = nodes.at("/template/spec/containers/0");
    assertEquals(service.at("/spec/ports/0/targetPort"), node.at("/ports/0/name"));
    assertEquals(service.at("/spec/ports/0/port"), node.at("/ports/0/containerPort"));
    String words = node.at("/args/0").asText();
    assertTrue(words.contains("--id $(( ${HOSTNAME##*-} + 1 ))"), words);
    assertTrue(words.contains(":" + service.at("/spec/ports/0/port").asInt()), words);
    assertTrue(words.contains("--secret-file " + hosts.secretFile()), words);
  }

  @Test
  void shouldMountWhatIsRead(@TempDir Path folder) throws IOException {
    Path secret = Path.of(hosts(folder).secretFile());
    for (String file : Set.of("nodes", "run")) {
      JsonNode pod = manifest(file).at("/spec/template/spec");
      String volume = volumeAt(pod, secret.getParent());
      JsonNode reference = named(pod.path("volumes"), volume).path("secret");
      assertEquals("ackmark-secret", reference.path("secretName").asText());
      assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), file);
      assertFalse(pod.at("/containers/0/resources/requests").isEmpty(), file);
      assertEquals(
          "kubernetes.io/hostname",
          pod.at(
                  "/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0"
                      + "/topologyKey")
              .asText());
    }
    JsonNode run = manifest("run").at("/spec/template/spec");
    Path read = Path.of(run.at("/containers/0/args/1").asText());
    JsonNode map = named(run.path("volumes"), volumeAt(run, read.getParent())).path("configMap");
    assertEquals(manifest("hosts").at("/metadata/name"), map.path("name"));
    assertTrue(manifest("hosts").path("data").has(read.getFileName().toString()));
  }

  private static String volumeAt(JsonNode pod, Path mount) {
    for (JsonNode each : pod.at("/containers/0/volumeMounts")) {
      if (each.path("mountPath").asText().equals(mount.toString())) {
        return each.path("name").asText();
      }
    }
    throw new AssertionError("nothing is mounted at " + mount);
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode each : list) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("nothing is named " + name);
  }

  private static Hosts hosts(Path folder) throws IOException {
    Path file = folder.resolve("hosts.yaml");
    Files.writeString(file, manifest("hosts").at("/data").path("hosts.yaml").asText());
    return HostsReader.read(file);
  }

  private static JsonNode manifest(String name) throws IOException {
    return new YAMLMapper().readTree(Files.readString(MANIFESTS.resolve(name + ".yaml")));
  }

  private static Set<ValidationMessage> faults(JsonNode manifest, String definition)
      throws IOException {
    try (InputStream schemas = KubernetesTest.class.getResourceAsStream(SCHEMA)) {
      ObjectNode schema = (ObjectNode) new JsonMapper().readTree(schemas);
      assertTrue(schema.path("definitions").has(definition), definition);
      schema.put("$ref", "#/definitions/" + definition);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(schema)
          .validate(manifest);
    }
  }
}
