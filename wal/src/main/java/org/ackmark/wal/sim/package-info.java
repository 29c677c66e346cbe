/**
 * A simulated disk that loses, tears and reorders what was not synced, as a seed decides.
 *
 * <p>Below the process lie two volatile layers, the kernel's memory and the device's cache, and
 * then the media. Contents, size and names of a file are volatile each on its own.
 *
 * <pre>{@code
 *           write, store        write-back, O_DIRECT       flush
 * process ---------------> kernel ---------------> device ------> media
 *    ^                       ^                       ^
 * PROCESS takes this      OS takes this too       POWER takes all that is not media
 * }</pre>
 *
 * <table>
 *   <caption>Where a write is when it returns, and what makes it durable</caption>
 *   <tr><th>Method</th><th>write returns</th><th>sync</th></tr>
 *   <tr><td>FDATASYNC, FSYNC</td><td>kernel</td><td>media: data and size</td></tr>
 *   <tr><td>DSYNC, DIRECT_DSYNC</td><td>media: the sectors, and a size that reaches them</td>
 *       <td>nothing</td></tr>
 *   <tr><td>DIRECT</td><td>device, where the block was written and synced before; elsewhere kernel,
 *       as the file system does not know the block for good yet</td><td>media</td></tr>
 *   <tr><td>MAPPED</td><td>kernel</td><td>media: the pages stored to through the handle, and
 *       a size that reaches them</td></tr>
 *   <tr><td>create, rename, delete, resize</td><td>kernel</td><td>media; names by the directory's
 *       sync</td></tr>
 * </table>
 *
 * <table>
 *   <caption>What a crash finds</caption>
 *   <tr><th>Item not on the media</th><th>PROCESS</th><th>OS</th><th>POWER</th></tr>
 *   <tr><td>sector in kernel</td><td>newest</td><td>any since the media's</td><td>any</td></tr>
 *   <tr><td>sector in device</td><td>newest</td><td>that one or a newer</td><td>any</td></tr>
 *   <tr><td>size</td><td>newest</td><td>any since the media's</td><td>any</td></tr>
 *   <tr><td>directory operation</td><td>kept</td><td>kept or not</td><td>kept or not</td></tr>
 *   <tr><td>lost by a failed sync</td><td>seen, clean</td><td>gone</td><td>gone</td></tr>
 *   <tr><td>synced by a sync that lied</td><td>newest</td><td>kept</td><td>any</td></tr>
 * </table>
 *
 * <p>A shrunk file's bytes go with its size: either both are undone or neither. {@link
 * org.ackmark.wal.sim.Strictness} says how far the choices depend on each other. What an OS crash
 * keeps is in the device's cache afterwards, not on the media; what a process crash leaves is still
 * in the kernel: recovery that serves it without a sync loses it at the next crash.
 *
 * <p>Sources. Volatile items and their independence: ALICE (Pillai and others, OSDI 2014) and
 * CrashMonkey (Mohan and others, OSDI 2018). Sectors kept one by one, and names that vanish without
 * the directory's sync: SQLite's {@code test6.c}, FoundationDB's {@code AsyncFileNonDurable},
 * RocksDB's {@code FaultInjectionTestFS}. A crash as a seeded copy of a living disk: Pebble's
 * {@code CrashableMem}. Failed syncs: PostgreSQL's fsync errors of 2018 and CuttleFS (Rebello and
 * others, ATC 2020). Lying devices: Zheng and others, FAST 2013. {@code ORDERED}, and where {@code
 * O_DIRECT} writes survive, is what ext4 and xfs were seen to do.
 *
 * <p>Not simulated: garbage or zeros in a torn sector, misdirected writes, a page written back in
 * the middle of a store, write-back that makes unsynced bytes durable while the disk lives (a crash
 * may keep them all the same), and a half-done rename.
 *
 * <p>Depends on {@code org.ackmark.wal.io} alone, and touches no real file.
 */
package org.ackmark.wal.sim;
