package org.ackmark.bench.env;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the machine is a virtual one.
 *
 * @param virtual absent when nothing tells
 * @param vendor the firmware's maker and product, such as {@code Amazon EC2 m7i.large}
 */
record Virtualization(Optional<Boolean> virtual, Optional<String> vendor) {

  static Virtualization read(KernelFiles files) {
    Optional<String> vendor = vendor(files);
    Optional<Boolean> byFlag = CpuInfo.read(files).hypervisor();
    if (byFlag.isPresent()) {
      return new Virtualization(byFlag, vendor);
    }
    boolean shown =
        files.sys("hypervisor/type").isPresent()
            || files.proc("device-tree/hypervisor/compatible").isPresent()
            || vendor.map(Virtualization::hypervisor).orElse(false);
    return new Virtualization(shown ? Optional.of(true) : Optional.empty(), vendor);
  }

  /** In words; {@code none} on bare metal, absent when nothing tells. */
  Optional<String> words() {
    return virtual.map(
        v -> v ? "virtual machine" + vendor.map(n -> " (" + n + ")").orElse("") : "none");
  }

  private static Optional<String> vendor(KernelFiles files) {
    String text =
        Stream.of("sys_vendor", "product_name")
            .flatMap(name -> files.sys("class/dmi/id/" + name).stream())
            .reduce("", (a, b) -> (a + " " + b).strip());
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static boolean hypervisor(String vendor) {
    String lower = vendor.toLowerCase(Locale.ROOT);
    return Stream.of("qemu", "kvm", "vmware", "virtual", "xen", "bochs", "google compute engine")
        .anyMatch(lower::contains);
  }
}
