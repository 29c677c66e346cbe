package org.ackmark.results.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ElementTest {
  @Test
  void shouldEscapeTextAndAttributes() {
    assertEquals(
        "<b title=\"&quot;&#39;&lt;&gt;&amp;\">&lt;/b&gt;&amp;amp;</b>",
        Element.of("b").with("title", "\"'<>&").text("</b>&amp;").render());
  }

  @Test
  void shouldReplaceWhatNoPageMayHold() {
    assertEquals(
        "<b>\ufffd\ufffd\ufffd\ufffd𝒳\n</b>",
        Element.of("b").text("\u0000\u001b\ud800\u202e𝒳\n").render());
  }

  @Test
  void shouldEndEveryElementAndKeepTheOrder() {
    assertEquals(
        "<p>a<i></i>b<br/></p>",
        Element.of("p").text("a").add(Element.of("i")).text("b").add(Element.of("br")).render());
  }

  @Test
  void shouldRefuseAScriptThatEndsItself() {
    assertEquals("<script>a<b</script>", Element.of("script").text("a<b").render());
    Element broken = Element.of("script").text("'</script>'");
    assertThrows(IllegalArgumentException.class, broken::render);
  }

  @Test
  void shouldWriteLengthsToATenth() {
    assertEquals("<b x=\"0\"></b>", Element.of("b").with("x", -0.04).render());
    assertEquals("<b x=\"-0.3\"></b>", Element.of("b").with("x", -0.25001).render());
    assertEquals("<b x=\"12\"></b>", Element.of("b").with("x", 12.0).render());
    assertEquals("<b x=\"99.9\"></b>", Element.of("b").with("x", 99.94).render());
    assertThrows(IllegalArgumentException.class, () -> Element.of("b").with("x", Double.NaN));
  }
}
