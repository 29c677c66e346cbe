package org.ackmark.quorum.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * A line of {@link HistoryJson}; the names are Porcupine's.
 *
 * @param end the field {@code return}
 */
@JsonPropertyOrder({"clientId", "input", "call", "output", "return"})
record OperationJson(
    @JsonProperty(required = true) int clientId,
    @JsonProperty(required = true) Input input,
    @JsonProperty(required = true) long call,
    @JsonProperty(required = true) Output output,
    @JsonProperty(value = "return", required = true) long end) {

  /** What was asked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"key", "op", "value"})
  record Input(
      @JsonProperty(required = true) String key,
      @JsonProperty(required = true) String op,
      Long value) {}

  /**
   * What became of it.
   *
   * @param completed when the client gave up an indeterminate operation
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"outcome", "value", "completed"})
  record Output(@JsonProperty(required = true) String outcome, Long value, Long completed) {}

  /**
   * One of them.
   *
   * @param overNs when all is over
   */
  static OperationJson of(Operation operation, long overNs) {
    boolean info = operation.outcome() == Outcome.INFO;
    boolean gaveUp = info && operation.completedNs() < Operation.NEVER;
    boolean returned = !operation.isWrite() && operation.outcome() == Outcome.OK;
    Long value = operation.value();
    return new OperationJson(
        operation.client(),
        new Input(operation.key(), lower(operation.kind()), operation.isWrite() ? value : null),
        operation.invokedNs(),
        new Output(
            lower(operation.outcome()),
            returned ? value : null,
            gaveUp ? (Long) operation.completedNs() : null),
        info ? overNs : operation.completedNs());
  }

  /**
   * The operation.
   *
   * @throws IllegalArgumentException when the fields contradict each other
   */
  Operation operation() {
    require(input != null && input.op != null, "input.op", null);
    require(output != null && output.outcome != null, "output.outcome", null);
    Kind kind = Kind.valueOf(input.op.toUpperCase(Locale.ROOT));
    Outcome outcome = Outcome.valueOf(output.outcome.toUpperCase(Locale.ROOT));
    boolean write = kind == Kind.WRITE;
    boolean returned = !write && outcome == Outcome.OK;
    require((input.value != null) == write, "input.value", input.value);
    require((output.value != null) == returned, "output.value", output.value);
    require(output.completed == null || outcome == Outcome.INFO, "completed", output.completed);
    Long value = write ? input.value : output.value;
    return new Operation(
        clientId,
        input.key,
        kind,
        value == null ? Operation.ABSENT : value,
        call,
        outcome == Outcome.INFO ? gaveUpNs() : end,
        outcome);
  }

  private long gaveUpNs() {
    return output.completed == null ? Operation.NEVER : output.completed;
  }

  private static void require(boolean valid, String name, Long value) {
    if (!valid) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
