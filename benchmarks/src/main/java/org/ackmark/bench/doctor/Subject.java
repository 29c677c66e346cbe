package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Optional;
import org.ackmark.bench.env.BlockDevice;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.Machine;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.env.Mount;

/**
 * What the doctor looks at.
 *
 * @param unusable why no file can be made in the directory; absent if files can
 * @param otherRuns other processes that measure, in words
 */
record Subject(
    Machine machine,
    MeasuredDirectory directory,
    Optional<DirectoryException> unusable,
    List<String> otherRuns,
    Trials trials,
    DoctorOptions options) {

  /** Copies the list. */
  Subject {
    otherRuns = List.copyOf(otherRuns);
  }

  /** Whether the file system was mounted with that option. */
  boolean mountedWith(String option) {
    return directory.mount().map(Mount::options).orElse(List.of()).contains(option);
  }

  /** The disks at the bottom. */
  List<BlockDevice> disks() {
    return directory.disks();
  }

  /** The names of the disks, for evidence. */
  String diskNames() {
    return String.join(", ", disks().stream().map(BlockDevice::name).toList());
  }
}
