package org.ackmark.results.report.svg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of HTML or SVG: a name, attributes and content in the order in which they were given.
 * Every text and value is escaped, so what comes from a file can not become markup. The result is
 * well-formed XML that HTML parsers read the same way. For one thread.
 */
public final class Element {
  private static final Set<String> VOID = Set.of("meta", "br", "col");

  /** Their text is not escaped by rule of HTML; it must not end them. */
  private static final Set<String> RAW = Set.of("script", "style");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> content = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** An empty element. */
  public static Element of(String name) {
    return new Element(name);
  }

  /** An element of that class, empty. */
  public static Element of(String name, String cssClass) {
    return new Element(name).with("class", cssClass);
  }

  /** This, with an attribute. */
  public Element with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** This, with a length or position in pixels. */
  public Element with(String attribute, double pixels) {
    return with(attribute, Pixels.text(pixels));
  }

  /** This, with text at its end. */
  public Element text(String text) {
    content.add(text);
    return this;
  }

  /** This, with a child at its end. */
  public Element add(Element child) {
    content.add(child);
    return this;
  }

  /** This, with children at its end. */
  public Element add(List<Element> children) {
    content.addAll(children);
    return this;
  }

  /** Whether it has neither text nor children. */
  public boolean empty() {
    return content.isEmpty();
  }

  /** The text of it. */
  public String render() {
    StringBuilder out = new StringBuilder();
    render(out);
    return out.toString();
  }

  @Override
  public String toString() {
    return render();
  }

  private void render(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach((key, value) ->
        out.append(' ').append(key).append("=\"").append(Escaping.of(value)).append('"'));
    if (VOID.contains(name)) {
      out.append("/>");
      return;
    }
    out.append('>');
    content.forEach(part -> render(part, out));
    out.append("</").append(name).append('>');
  }

  private void render(Object part, StringBuilder out) {
    switch (part) {
      case Element child -> child.render(out);
      case String text when RAW.contains(name) -> out.append(harmless(text));
      default -> out.append(Escaping.of(part.toString()));
    }
  }

  private static String harmless(String text) {
    if (text.contains("</") || text.contains("<!--")) {
      throw new IllegalArgumentException("a style sheet or script contains </ or <!--");
    }
    return text;
  }
}
