package org.ackmark.quorum.net;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Connects nodes within one process. Each node has a thread, on which it gets its requests and the
 * replies to its own, one after another, in the order in which they were sent. A message to a node
 * that is not there, or whose inbox is full, is lost. Safe for any number of threads.
 */
public final class LocalNetwork implements Network, AutoCloseable {
  /** More messages than this wait for no node: what is sent beyond is lost. */
  public static final int INBOX_MESSAGES = 1 << 16;

  private final Map<NodeId, Inbox> inboxes = new ConcurrentHashMap<>();
  private final Set<NodeId> known = ConcurrentHashMap.newKeySet(); // also those that left

  /** A network without nodes. */
  public LocalNetwork() {}

  private record Inbox(Service service, ThreadPoolExecutor thread) {
    void post(Runnable delivery) {
      thread.execute(delivery);
    }
  }

  /**
   * Adds a node that serves requests, and may send some.
   *
   * @throws IllegalArgumentException when it is there
   */
  public void join(NodeId node, Service service) {
    Inbox inbox = new Inbox(service, thread(node));
    if (inboxes.putIfAbsent(node, inbox) != null) {
      inbox.thread.shutdown();
      throw new IllegalArgumentException("node=" + node + " number=" + node.number() + " is there");
    }
    known.add(node);
  }

  /** Adds a node that only sends requests. */
  public void join(NodeId client) {
    join(client, (from, request, replier) -> {});
  }

  private static ThreadPoolExecutor thread(NodeId node) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(INBOX_MESSAGES),
        Thread.ofPlatform().daemon().name("ackmark-node-" + node).factory(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Removes a node. What waits in its inbox is lost, as in a crash of its process, and so is what
   * it sends before it joins again.
   */
  public void leave(NodeId node) {
    Inbox inbox = inboxes.remove(node);
    if (inbox != null) {
      inbox.thread.shutdown();
      inbox.thread.getQueue().clear();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when {@code from} was never there
   */
  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    if (!known.contains(from)) {
      throw new IllegalArgumentException("from=" + from + " has not joined");
    }
    Inbox asking = inboxes.get(from);
    Inbox asked = inboxes.get(to);
    if (asking != null && asked != null) {
      asked.post(() ->
          asked.service.handle(
              from, request, reply -> asking.post(() -> listener.replied(to, reply))));
    }
  }

  /** Removes every node. */
  @Override
  public void close() {
    inboxes.keySet().forEach(this::leave);
  }
}
