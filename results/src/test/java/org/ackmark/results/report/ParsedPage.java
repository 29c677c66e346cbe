package org.ackmark.results.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report, read as strictly as XML is: what HTML would mend is an error here. */
public final class ParsedPage {
  private final String text;
  private final Document document;

  private ParsedPage(String text, Document document) {
    this.text = text;
    this.document = document;
  }

  public static ParsedPage of(Path... runs) {
    Path file = runs[0].resolve("parsed.html");
    Report.write(List.of(runs), file);
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ParsedPage of(String text) {
    String xml =
        text.replaceFirst("<!DOCTYPE html>", "")
            .replaceFirst("(?s)<style>.*?</style>", "<style></style>")
            .replaceFirst("(?s)<script>.*?</script></body>", "<script></script></body>");
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)));
      return new ParsedPage(text, document);
    } catch (SAXException | ParserConfigurationException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /** Everything that can be read, without markup. */
  public String words() {
    return document.getDocumentElement().getTextContent().replace('\u00a0', ' ');
  }

  Optional<Element> byId(String id) {
    return all("*").filter(element -> element.getAttribute("id").equals(id)).findFirst();
  }

  Stream<Element> all(String name) {
    return within(document.getDocumentElement(), name);
  }

  static Stream<Element> within(Element element, String name) {
    NodeList nodes = element.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements.stream();
  }

  /** The texts of all cells of the first table of data within. */
  static List<String> cells(Element element) {
    return Stream.concat(within(element, "td"), within(element, "th"))
        .map(Element::getTextContent)
        .toList();
  }

  /** What the marks of the drawings within tell. */
  static List<String> told(Element element) {
    return within(element, "title")
        .filter(title -> ((Element) title.getParentNode()).hasAttribute("data-mark"))
        .map(Element::getTextContent)
        .toList();
  }
}
