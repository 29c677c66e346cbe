package org.ackmark.results.environment;

/**
 * One block device of the chain from a file system to a disk.
 *
 * @param name the kernel's name, such as {@code nvme0n1}; may change from boot to boot
 * @param kind such as {@code disk}, {@code partition}, {@code dm}, {@code md} or {@code loop}
 * @param model name of the model; absent if it has none
 * @param firmware revision of the firmware; absent if unknown
 * @param serial serial number; redacted when written, unless asked for; absent if unknown
 * @param sizeBytes capacity; absent if unknown
 * @param writeCache {@code write back} or {@code write through}; absent if unknown
 * @param fua whether a write can ask to bypass the cache; absent if unknown
 * @param scheduler the I/O scheduler in force; absent if unknown
 * @param rotational whether it says that it has moving parts; absent if unknown
 * @param logicalBlockBytes the smallest unit that it addresses; absent if unknown
 * @param physicalBlockBytes the smallest unit that it writes; absent if unknown
 * @param flushCounter whether the kernel counts its flushes; absent if unknown
 */
public record Device(
    String name,
    String kind,
    String model,
    String firmware,
    String serial,
    Long sizeBytes,
    String writeCache,
    Boolean fua,
    String scheduler,
    Boolean rotational,
    Integer logicalBlockBytes,
    Integer physicalBlockBytes,
    Boolean flushCounter) {
  /** Checks the fields. */
  public Device {
    Environment.requirePresent("name", name);
    Environment.requirePresent("kind", kind);
  }
}
