package org.ackmark.results.ci;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Side;
import org.ackmark.results.environment.MachineLines;
import org.ackmark.results.export.PointName;

/**
 * JUnit XML, as Jenkins, GitLab and others read it: a suite for the profile, a case for each point,
 * and one for the verdict of all. A regression is a failure; what is inconclusive or could not be
 * measured is skipped; where nothing at all can be concluded the last case is an error, because a
 * suite of skipped cases would be green. Properties tell of the machine.
 *
 * <p>The order of elements and the attributes are those that both the schema of Surefire and that
 * of Jenkins' xUnit plugin allow. {@code time} is required there; a comparison takes none.
 */
public final class JUnitReport {
  private static final String VERDICT = "verdict of all";

  private final XMLStreamWriter xml;
  private final GateResult result;

  private JUnitReport(XMLStreamWriter xml, GateResult result) {
    this.xml = xml;
    this.result = result;
  }

  /** The report as text. */
  public static String render(GateResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitReport(xml, result).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
    List<JudgedEffect> judged = result.comparisons().stream().flatMap(JudgedEffect::of).toList();
    Conclusion conclusion = result.conclusion();
    boolean error = conclusion.outcome() == Outcome.INCONCLUSIVE;
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    attribute("name", "ackmark." + result.profileName());
    attribute("tests", judged.size() + 1);
    attribute("failures", count(judged, Outcome.REGRESSED));
    attribute("errors", error ? 1 : 0);
    attribute("skipped", count(judged, Outcome.INCONCLUSIVE));
    attribute("time", 0);
    writeProperties();
    for (JudgedEffect effect : judged) {
      writeCase(effect);
    }
    writeVerdict(conclusion, error);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void writeProperties() throws XMLStreamException {
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties().entrySet()) {
      xml.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    xml.writeEndElement();
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>(MachineLines.of(result.environment()));
    properties.values().removeIf(String::isEmpty);
    for (Comparison comparison : result.comparisons()) {
      putSide(properties, "base", comparison.base());
      putSide(properties, comparison.candidate().name(), comparison.candidate());
    }
    return properties;
  }

  private static void putSide(Map<String, String> properties, String name, Side side) {
    properties.put(name + ".runs", String.join(" ", side.runs()));
    properties.put(name + ".commits", String.join(" ", side.commits()));
  }

  private void writeCase(JudgedEffect judged) throws XMLStreamException {
    startCase(name(judged), judged.effect().point().benchmark());
    switch (judged.outcome()) {
      case REGRESSED -> writeProblem("failure", "regressed", judged.sentence());
      case INCONCLUSIVE -> writeProblem("skipped", null, judged.sentence());
      case IMPROVED, SAME -> writeElement("system-out", judged.sentence());
    }
    xml.writeEndElement();
  }

  private void writeVerdict(Conclusion conclusion, boolean error) throws XMLStreamException {
    startCase(VERDICT, "gate");
    if (error) {
      writeProblem("error", "inconclusive", conclusion.sentence());
    } else {
      writeElement("system-out", conclusion.outcome() + ": " + conclusion.sentence());
    }
    xml.writeEndElement();
  }

  /** The same in every run, so that a server can follow it; the arm only if there are several. */
  private String name(JudgedEffect judged) {
    String point = PointName.of(judged.effect().point());
    return result.comparisons().size() == 1
        ? point
        : judged.comparison().candidate().name() + ": " + point;
  }

  private void startCase(String name, String className) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("name", name);
    attribute("classname", "ackmark." + result.profileName() + "." + className);
    attribute("time", 0);
  }

  private void writeProblem(String element, String type, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    if (type != null) {
      attribute("type", type);
    }
    attribute("message", text);
    xml.writeCharacters(writable(text));
    xml.writeEndElement();
  }

  private void writeElement(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(writable(text));
    xml.writeEndElement();
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, writable(value.toString()));
  }

  private static int count(List<JudgedEffect> judged, Outcome outcome) {
    return (int) judged.stream().filter(effect -> effect.outcome() == outcome).count();
  }

  private static String writable(String text) {
    StringBuilder writable = new StringBuilder();
    text.codePoints().map(c -> inXml(c) ? c : '?').forEach(writable::appendCodePoint);
    return writable.toString();
  }

  /** XML 1.0 (production Char) has no way to write the others, not even as a reference. */
  private static boolean inXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0xd7ff
        || c >= 0xe000 && c <= 0xfffd
        || c >= 0x10000;
  }
}
