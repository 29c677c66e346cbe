package org.ackmark.bench.profile;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ackmark.bench.profile.YamlNode.Entry;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.bench.profile.YamlNode.Scalar;
import org.ackmark.bench.profile.YamlNode.Sequence;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the text of one file into nodes. It composes and constructs nothing: no type is guessed, so
 * {@code off} stays three letters. Anchors and tags are refused, which also rules out a node that
 * holds itself. For one thread, once.
 */
final class YamlReader {
  private final String file;

  private YamlReader(String file) {
    this.file = file;
  }

  /** Reads the one mapping that a profile is. */
  static Mapping read(String file, String text) {
    return new YamlReader(file).mapping(text);
  }

  private Mapping mapping(String text) {
    Node root = composed(text);
    if (root == null) {
      throw new ProfileException(Place.of(file), "the profile is empty");
    }
    YamlNode node = node(root);
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    throw new ProfileException(
        node.place(), "a profile must be a mapping of keys, not " + node.kind());
  }

  private Node composed(String text) {
    try {
      return new Yaml().compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw new ProfileException(place(e.getProblemMark()), "not YAML: " + problem(e));
    } catch (YAMLException e) {
      throw new ProfileException(Place.of(file), "not YAML: " + oneLine(e.getMessage()));
    }
  }

  private YamlNode node(Node node) {
    refuseAnchorAndTag(node);
    return switch (node) {
      case ScalarNode scalar -> new Scalar(place(scalar), scalar.getValue());
      case SequenceNode list ->
          new Sequence(place(list), list.getValue().stream().map(this::node).toList());
      case MappingNode mapping -> new Mapping(place(mapping), entries(mapping));
      default -> throw new ProfileException(place(node), "not a value, a list or a mapping");
    };
  }

  private void refuseAnchorAndTag(Node node) {
    if (node.getAnchor() != null) {
      throw new ProfileException(
          place(node), "anchors such as '&" + node.getAnchor() + "' are not supported");
    }
    if (!node.getTag().getValue().startsWith(Tag.PREFIX)) {
      throw new ProfileException(
          place(node), "tags such as '" + node.getTag().getValue() + "' are not supported");
    }
  }

  private Map<String, Entry> entries(MappingNode mapping) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Scalar key = key(tuple.getKeyNode());
      Entry first =
          entries.putIfAbsent(key.text(), new Entry(key.place(), node(tuple.getValueNode())));
      if (first != null) {
        throw new ProfileException(
            key.place(),
            "key '%s' was already given in line %d".formatted(key.text(), first.keyPlace().line()));
      }
    }
    return entries;
  }

  private Scalar key(Node node) {
    if (node(node) instanceof Scalar scalar) {
      return scalar;
    }
    throw new ProfileException(place(node), "a key must be plain text");
  }

  private Place place(Node node) {
    return place(node.getStartMark());
  }

  private Place place(Mark mark) {
    return mark == null ? Place.of(file) : Place.in(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String problem(MarkedYAMLException e) {
    return oneLine(
        e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
