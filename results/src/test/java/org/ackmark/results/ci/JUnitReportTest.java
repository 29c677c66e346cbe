package org.ackmark.results.ci;

import static org.ackmark.results.ci.ComparisonSamples.comparison;
import static org.ackmark.results.ci.ComparisonSamples.effect;
import static org.ackmark.results.ci.ComparisonSamples.secondary;
import static org.ackmark.results.ci.ComparisonSamples.undecided;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Samples;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.export.PointName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JUnitReportTest {
  private static final Effect REGRESSED = effect("sync", -18.2, Verdict.REGRESSED);
  private static final Effect SAME = effect("group", 0.4, Verdict.SAME);
  private static final Effect IMPROVED = effect("mmap", 14, Verdict.IMPROVED);
  private static final Effect OPEN =
      effect(
          Samples.point("async", Guarantee.PROCESS_CRASH, 64), -4.0, Verdict.INCONCLUSIVE, 9, null);
  private static final Effect UNSUPPORTED =
      effect(
          Samples.point("direct", Guarantee.POWER_LOSS, 1),
          null,
          null,
          null,
          "skipped: the file system refuses O_DIRECT");

  @Test
  void shouldMakeACaseOfEachPointAndOneOfTheVerdict() throws Exception {
    Element suite =
        read(
            comparison(
                Verdict.REGRESSED, REGRESSED, SAME, secondary(SAME), IMPROVED, OPEN, UNSUPPORTED));
    assertEquals("ackmark.gate", suite.getAttribute("name"));
    assertCounts(suite, 6, 1, 0, 2);
    Map<String, Element> cases = cases(suite);
    Element failure = child(cases.get(PointName.of(REGRESSED.point())), "failure");
    assertEquals("regressed", failure.getAttribute("type"));
    assertTrue(
        failure
            .getTextContent()
            .contains(
                "commitsPerSecond -18.2 %, interval -21.2 to -15.2 %, margin 5 %, 12 samples"),
        failure.getTextContent());
    Element open = child(cases.get(PointName.of(OPEN.point())), "skipped");
    assertTrue(open.getAttribute("message").endsWith("about 9 more samples would decide"));
    Element unsupported = child(cases.get(PointName.of(UNSUPPORTED.point())), "skipped");
    assertTrue(unsupported.getAttribute("message").endsWith("refuses O_DIRECT"));
    child(cases.get(PointName.of(SAME.point())), "system-out");
    child(cases.get("verdict of all"), "system-out");
  }

  @Test
  void shouldTellOfTheMachineAndTheSides() throws Exception {
    Map<String, String> properties = properties(read(comparison(Verdict.SAME, SAME)));
    assertEquals("Linux 6.18.44", properties.get("kernel"));
    assertEquals(Samples.environment().fingerprint(), properties.get("fingerprint"));
    assertEquals("aaaa", properties.get("base.commits"));
    assertEquals("bbbb", properties.get("candidate.commits"));
    assertFalse(properties.toString().contains("corp.example"));
    assertFalse(properties.toString().contains("S64FNE0R"));
  }

  /** A suite of skipped cases is green on most servers; a gate that can't tell must not be. */
  @Test
  void shouldBeAnErrorWhereNothingCanBeConcluded() throws Exception {
    Element nothing = read(undecided("only 4 blocks count", effect("sync", -50, null)));
    assertCounts(nothing, 2, 0, 1, 1);
    Element error = child(cases(nothing).get("verdict of all"), "error");
    assertTrue(error.getAttribute("message").endsWith("only 4 blocks count"));
    assertCounts(read(comparison(Verdict.INCONCLUSIVE, OPEN, SAME)), 3, 0, 1, 1);
    assertCounts(read(comparison(Verdict.INCONCLUSIVE)), 1, 0, 1, 0);
  }

  /** The control arm moved: the comparison itself does not stand by what it found. */
  @Test
  void shouldNotFailForARegressionThatIsNotConfirmed() throws Exception {
    Element suite = read(comparison(Verdict.INCONCLUSIVE, REGRESSED, SAME));
    assertCounts(suite, 3, 0, 1, 1);
    Element skipped = child(cases(suite).get(PointName.of(REGRESSED.point())), "skipped");
    assertTrue(skipped.getAttribute("message").contains("not confirmed"));
  }

  @Test
  void shouldNameTheArmWhereThereAreSeveral() throws Exception {
    Comparison one =
        ComparisonSamples.comparison("b", Verdict.SAME, null, List.of(SAME), List.of());
    Comparison two =
        ComparisonSamples.comparison("c", Verdict.REGRESSED, null, List.of(REGRESSED), List.of());
    Element suite = read(one, two);
    assertCounts(suite, 3, 1, 0, 0);
    assertTrue(cases(suite).containsKey("c: " + PointName.of(REGRESSED.point())));
  }

  @Test
  void shouldWriteWhateverANameHolds() throws Exception {
    Effect hostile =
        effect(
            Samples.point(ComparisonSamples.HOSTILE, Guarantee.NOTHING, 1),
            -18.0,
            Verdict.REGRESSED,
            null,
            ComparisonSamples.HOSTILE + "\ud800\uffff");
    Element failure =
        child(
            cases(read(comparison(Verdict.REGRESSED, hostile))).values().iterator().next(),
            "failure");
    String text = failure.getTextContent();
    assertTrue(text.contains("<c> & \"d\""), text);
    assertTrue(text.endsWith("[i](j) \ud83d\ude00??"), text);
    assertTrue(text.contains("$g$ ?"), text);
  }

  /** A file of the last build must not pass for this one's. */
  @Test
  void shouldBeAnErrorWhereNothingCouldBeCompared() throws Exception {
    String text = JUnitReport.render(ComparisonSamples.unable("there is no baseline"));
    validate(text);
    assertCounts(parsed(text), 1, 0, 1, 0);
    assertTrue(text.contains("there is no baseline"));
    assertThrows(IllegalArgumentException.class, ComparisonSamples::result);
    assertThrows(IllegalArgumentException.class, () -> ComparisonSamples.unable(null));
  }

  /** The guard itself. */
  @Test
  void shouldBeHeldAgainstASchemaThatRefuses() throws Exception {
    String sound = JUnitReport.render(ComparisonSamples.result(comparison(Verdict.SAME, SAME)));
    for (String bad :
        List.of(
            sound.replace("tests=\"2\"", ""),
            sound.replace("<testcase ", "<case ").replace("</testcase>", "</case>"),
            sound.replace("system-out", "output"),
            sound.replace("testsuite", "suite"),
            sound.replaceAll("name=\"commit[^\"]*\"", ""))) {
      assertFalse(bad.equals(sound));
      assertThrows(SAXException.class, () -> validate(bad), bad);
    }
  }

  private static Element read(Comparison... comparisons) throws Exception {
    String text = JUnitReport.render(ComparisonSamples.result(comparisons));
    validate(text);
    return parsed(text);
  }

  private static void validate(String text) throws SAXException, IOException {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(JUnitReportTest.class.getResource("junit.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(text)));
  }

  private static Element parsed(String text)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }

  private static void assertCounts(
      Element suite, int tests, int failures, int errors, int skipped) {
    assertEquals(
        List.of(tests, failures, errors, skipped),
        List.of("tests", "failures", "errors", "skipped").stream()
            .map(name -> Integer.valueOf(suite.getAttribute(name)))
            .toList());
    assertEquals(tests, suite.getElementsByTagName("testcase").getLength());
    assertEquals(failures, suite.getElementsByTagName("failure").getLength());
    assertEquals(errors, suite.getElementsByTagName("error").getLength());
    assertEquals(skipped, suite.getElementsByTagName("skipped").getLength());
  }

  private static Map<String, Element> cases(Element suite) {
    Map<String, Element> cases = new LinkedHashMap<>();
    elements(suite, "testcase").forEach(e -> cases.put(e.getAttribute("name"), e));
    return cases;
  }

  private static Map<String, String> properties(Element suite) {
    Map<String, String> properties = new HashMap<>();
    elements(suite, "property")
        .forEach(e -> properties.put(e.getAttribute("name"), e.getAttribute("value")));
    return properties;
  }

  private static Element child(Element testCase, String name) {
    List<Element> children = elements(testCase, name);
    assertEquals(1, children.size(), name);
    return children.getFirst();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      elements.add((Element) node);
    }
    return elements;
  }
}
