package org.ackmark.bench.paired;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/** A pairing for a program. Pure. */
public final class PairedJson {
  private PairedJson() {}

  /**
   * One object: what was compared, the quartiles, every pair, and what its commits were made of.
   */
  public static String render(Contest contest, Pairing pairing) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("variant", contest.variant().label());
    contest.replication().ifPresent(on -> tree.put("replication", on.label()));
    tree.put("guarantee", contest.guarantee());
    tree.put("threadKind", contest.kind().label());
    tree.put("writers", contest.writers());
    tree.put("recordBytes", contest.recordBytes());
    tree.put("floorMethod", contest.floorMethod());
    tree.put("floorBytes", contest.groupBytes());
    tree.put("commitsPerSecond", pairing.commitsPerSecond());
    tree.put("floorNs", pairing.floorNs());
    tree.put("syncsPerCommit", pairing.syncsPerCommit());
    tree.put(contest.fair() ? "efficiency" : "ratio", pairing.efficiency());
    tree.put("pairs", pairing.pairs());
    if (!pairing.parts().isEmpty()) {
      tree.put("p50Ns", pairing.part(Parts::manyNs));
      tree.put("networkNs", pairing.part(Parts::networkNs));
      tree.put("syncNs", pairing.part(Parts::syncNs));
      tree.put("queueNs", pairing.part(Parts::queueNs));
      tree.put("parts", pairing.parts());
    }
    return JsonText.pretty(tree, Redactor.none());
  }
}
