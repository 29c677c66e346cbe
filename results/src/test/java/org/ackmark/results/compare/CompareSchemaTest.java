package org.ackmark.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ackmark.results.compare.Runs.Change;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Margins FIVE = Margins.all(new Margin(5, "test"));

  static Stream<Comparison> comparisons() {
    StoredRun paired =
        Runs.paired(
            1,
            12,
            0.05,
            new Change(Runs.BASE, 1),
            new Change(Runs.CANDIDATE, 0.8),
            new Change(Runs.CONTROL, 1));
    StoredRun few =
        Runs.paired(1, 2, 0.05, new Change(Runs.BASE, 1), new Change(Runs.CANDIDATE, 0.8));
    return Stream.of(
        PairedComparison.of(paired, Runs.CANDIDATE, FIVE, Rules.STANDARD),
        PairedComparison.of(few, Runs.CANDIDATE, FIVE, Rules.STANDARD),
        SessionComparison.of(List.of(paired), List.of(few), FIVE, Rules.STANDARD));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void shouldDescribeWhatIsWritten(Comparison comparison) throws IOException {
    assertEquals(Set.of(), faults(tree(comparison)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"design", "rules", "effects", "schemaVersion", "verdict"})
  void shouldMissAFieldThatIsNotThere(String field) throws IOException {
    JsonNode tree = tree(comparisons().findFirst().orElseThrow());
    ((ObjectNode) tree.get(0)).remove(field);
    assertFalse(faults(tree).isEmpty());
  }

  @Test
  void shouldRefuseAFieldThatItDoesNotKnow() throws IOException {
    JsonNode tree = tree(comparisons().findFirst().orElseThrow());
    ((ObjectNode) tree.get(0).get("effects").get(0)).put("effectPercentage", 1);
    assertFalse(faults(tree).isEmpty());
  }

  private static JsonNode tree(Comparison comparison) throws IOException {
    return JSON.readTree(JsonText.pretty(List.of(comparison), Redactor.none()));
  }

  private static Set<ValidationMessage> faults(JsonNode tree) throws IOException {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    try (var in = Comparison.class.getResourceAsStream("compare.schema.json")) {
      JsonSchema schema = factory.getSchema(JSON.readTree(in));
      return schema.validate(tree);
    }
  }
}
