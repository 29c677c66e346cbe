package org.ackmark.results.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Target;

/**
 * Takes out of results what identifies a person, a machine or a customer before they are written:
 * secrets, serial numbers, host and user names, and the paths of user, JDK and target. Each is
 * replaced by what it was, as in {@code <home>}. Names are left alone in fields with a fixed
 * vocabulary: a machine called {@code sync} does not rename a variant.
 *
 * <p>Immutable and safe for many threads.
 */
public final class Redactor {
  private static final Redactor NONE = new Redactor(false, List.of(), List.of());

  /** Fields whose texts come from this project, from JMH or from the kernel's own vocabulary. */
  private static final Set<String> VOCABULARY =
      Set.of(
          "benchmark",
          "variant",
          "guarantee",
          "threadKind",
          "status",
          "method",
          "severity",
          "id",
          "arm",
          "histogram",
          "profileName",
          "schemaVersion",
          "toolVersion",
          "fingerprint",
          "commit",
          "startedAt",
          "endedAt",
          "takenAt",
          "kind",
          "fileSystem",
          "writeCache",
          "scheduler",
          "driver",
          "architecture",
          "mode",
          "scoreUnit",
          "jmhVersion",
          "jdkVersion",
          "vmName",
          "vmVersion",
          "warmupTime",
          "measurementTime");

  private static final Set<String> SERIAL_FIELDS = Set.of("serial", "serialNumber", "wwn", "uuid");
  private static final Pattern JVM_BINARY = Pattern.compile("^.*[/\\\\]bin[/\\\\](java[.\\w]*)$");

  private final boolean active;
  private final List<Rule> paths;
  private final List<Rule> names;

  private Redactor(boolean active, List<Rule> paths, List<Rule> names) {
    this.active = active;
    this.paths = List.copyOf(paths);
    this.names = List.copyOf(names);
  }

  /** Writes everything as it is: for those who asked for it. */
  public static Redactor none() {
    return NONE;
  }

  /** Hides what is known of this process: its user, directories, JDK and machine. */
  public static Redactor standard() {
    Redactor redactor =
        patternsOnly()
            .hiding(Path.of(System.getProperty("user.home")), "home")
            .hiding(Path.of(System.getProperty("user.dir")), "cwd")
            .hiding(Path.of(System.getProperty("java.home")), "jdk")
            .hidingName(System.getProperty("user.name"), "user");
    for (String hostName : HostNames.ofThisMachine()) {
      redactor = redactor.hidingName(hostName, "host");
    }
    return redactor;
  }

  /** Hides only what can be told by its form. */
  static Redactor patternsOnly() {
    return new Redactor(true, List.of(), List.of());
  }

  /** This, hiding a path too, as given, made absolute and with its links resolved. */
  public Redactor hiding(Path path, String label) {
    List<Rule> more = new ArrayList<>(paths);
    more.addAll(Rule.forPath(path, label));
    more.sort(Comparator.comparingInt(Rule::length).reversed());
    return new Redactor(active, more, names);
  }

  /** This, hiding a name too, wherever it stands as a word of its own. */
  public Redactor hidingName(String name, String label) {
    List<Rule> more = new ArrayList<>(names);
    more.addAll(Rule.forName(name, label));
    more.sort(Comparator.comparingInt(Rule::length).reversed());
    return new Redactor(active, paths, more);
  }

  /** This, hiding the machine's name, its devices' serial numbers and its targets' paths too. */
  public Redactor hiding(Environment environment) {
    Redactor redactor = hidingName(environment.hostName(), "host");
    for (Target target : environment.targets()) {
      redactor = redactor.hiding(Path.of(target.path()), "target");
      for (Device device : target.devices()) {
        redactor = redactor.hidingName(device.serial(), "serial");
      }
    }
    return redactor;
  }

  /** The text without what is to be hidden. */
  public String redact(String text) {
    return active ? Rule.apply(names, withoutPaths(text)) : text;
  }

  /** A copy of the tree without what is to be hidden. */
  public JsonNode redact(JsonNode tree) {
    return active ? redact("", tree) : tree;
  }

  private String withoutPaths(String text) {
    return Rule.apply(Disclosures.HOMES, Rule.apply(paths, Rule.apply(Disclosures.FIRST, text)));
  }

  private JsonNode redact(String field, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> redact(object);
      case ArrayNode array -> redact(field, array);
      case TextNode text -> TextNode.valueOf(redact(field, text.textValue()));
      default -> node;
    };
  }

  private JsonNode redact(ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(e -> copy.set(e.getKey(), redact(e.getKey(), e.getValue())));
    return copy;
  }

  /** In a list of words an option and its value stand apart. */
  private JsonNode redact(String field, ArrayNode array) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
    String before = "";
    for (JsonNode element : array) {
      String label = Disclosures.labelOfValueAfter(before);
      copy.add(label != null && element.isTextual() ? tag(label) : redact(field, element));
      before = element.isTextual() ? element.textValue() : "";
    }
    return copy;
  }

  private String redact(String field, String text) {
    if (SERIAL_FIELDS.contains(field)) {
      return "<serial>";
    }
    if (field.equals("hostName")) {
      return "<host>";
    }
    if (field.equals("jvm")) {
      return redact(JVM_BINARY.matcher(text).replaceFirst("<jdk>/bin/$1"));
    }
    if (Disclosures.secretName(field)) {
      return "<secret>";
    }
    return VOCABULARY.contains(field) ? withoutPaths(text) : redact(text);
  }

  private static TextNode tag(String label) {
    return TextNode.valueOf("<" + label + ">");
  }
}
