package org.ackmark.results.environment;

/**
 * One network interface.
 *
 * @param name the kernel's name
 * @param physical whether hardware, or a hypervisor's device, stands behind it
 * @param driver name of the driver; absent if unknown
 * @param model name of the model; absent if unknown
 * @param speedMbps negotiated speed; absent if unknown
 * @param mtuBytes largest packet; absent if unknown
 * @param link its state; absent in runs recorded before it was read
 */
public record NetworkInterface(
    String name,
    boolean physical,
    String driver,
    String model,
    Integer speedMbps,
    Integer mtuBytes,
    NetworkLink link) {
  /** Checks the fields. */
  public NetworkInterface {
    Environment.requirePresent("name", name);
  }
}
