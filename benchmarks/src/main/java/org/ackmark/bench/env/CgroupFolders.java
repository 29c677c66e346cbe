package org.ackmark.bench.env;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where this process's control groups are, per controller: its own folder first, then those above
 * (cgroups(7)).
 */
record CgroupFolders(Map<String, List<Path>> byController) {
  private static final String UNIFIED = "";

  static CgroupFolders read(KernelFiles files, MountTable mounts) {
    Map<String, List<Path>> folders = new HashMap<>();
    for (String line : KernelFiles.lines(files.proc().resolve("self/cgroup"))) {
      String[] parts = line.split(":", 3); // hierarchy:controllers:path
      if (parts.length == 3) {
        for (String controller : parts[1].split(",", -1)) {
          mount(mounts, controller)
              .flatMap(m -> files.locate(m.point()).map(p -> chain(p, m, parts[2])))
              .ifPresent(chain -> folders.put(controller, chain));
        }
      }
    }
    return new CgroupFolders(folders);
  }

  List<Path> unified() {
    return of(UNIFIED);
  }

  List<Path> of(String controller) {
    return byController.getOrDefault(controller, List.of());
  }

  private static Optional<Mount> mount(MountTable mounts, String controller) {
    return controller.equals(UNIFIED)
        ? mounts.ofType("cgroup2").stream().findFirst()
        : mounts.ofType("cgroup").stream()
            .filter(m -> m.options().contains(controller))
            .findFirst();
  }

  private static List<Path> chain(Path point, Mount mount, String path) {
    String inside = inside(mount.root(), path).toString();
    List<Path> chain = new ArrayList<>(List.of(point));
    for (String name : inside.split("/", -1)) {
      if (!name.isEmpty()) {
        chain.addFirst(chain.getFirst().resolve(name));
      }
    }
    return chain;
  }

  /** A container often sees only its own group mounted, under the path that the host gave it. */
  private static Path inside(String root, String path) {
    Path whole = KernelFiles.path(path);
    Path above = KernelFiles.path(root);
    Path inside = whole.startsWith(above) ? above.relativize(whole) : whole;
    return Arrays.asList(inside.toString().split("/", -1)).contains("..") ? Path.of("") : inside;
  }
}
