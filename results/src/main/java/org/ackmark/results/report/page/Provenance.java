package org.ackmark.results.report.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ackmark.results.Run;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Element;

/** Where everything came from: command, seed, versions, and links to the raw files. */
final class Provenance {
  /** Reports are not what they report. */
  private static final String REPORTS = ".html";

  private final Path page;

  /** Links lead from that file. */
  Provenance(Path page) {
    this.page = page;
  }

  Element of(RunView view) {
    Run run = view.run();
    List<String[]> facts = new ArrayList<>();
    facts.add(new String[] {"Run", run.id()});
    facts.add(new String[] {"Command", "ackmark " + String.join(" ", run.command())});
    facts.add(new String[] {"Seed", Long.toString(run.seed())});
    facts.add(new String[] {"Ackmark", version(run)});
    facts.add(
        new String[] {
          "Versions", "method " + run.methodVersion() + ", schema " + run.schemaVersion()
        });
    view.environment()
        .ifPresent(e -> facts.add(new String[] {"Machine's fingerprint", e.fingerprint()}));
    Element part = Element.of("div").add(Html.facts(facts));
    return part.add(files(view));
  }

  private static String version(Run run) {
    if (run.git() == null) {
      return run.toolVersion();
    }
    String dirty = run.git().dirty() ? ", with changes beside it" : "";
    return run.toolVersion() + ", commit " + run.git().commit() + dirty;
  }

  private Element files(RunView view) {
    List<String> names = view.files().stream().filter(name -> !name.endsWith(REPORTS)).toList();
    List<String> raw = names.stream().filter(name -> !isHistogram(name)).toList();
    List<String> histograms = names.stream().filter(Provenance::isHistogram).toList();
    Element part = Element.of("div").add(list(view, raw, "files"));
    if (!histograms.isEmpty()) {
      part.add(
          Html.folded(
              Words.count(histograms.size(), "histogram file"),
              list(view, histograms, "files many")));
    }
    return part;
  }

  private static boolean isHistogram(String name) {
    return name.endsWith(".hlog") || name.endsWith(".hgrm");
  }

  private Element list(RunView view, List<String> names, String cssClass) {
    Element list = Element.of("ul", cssClass);
    names.forEach(
        name -> list.add(Element.of("li").add(Html.link(link(view.path().resolve(name)), name))));
    return list;
  }

  private String link(Path file) {
    Path from = page.toAbsolutePath().normalize().getParent();
    Path relative = from.relativize(file.toAbsolutePath().normalize());
    String path =
        StreamSupport.stream(relative.spliterator(), false)
            .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8))
            .map(part -> part.replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return "./" + path;
  }
}
