package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.ackmark.quorum.net.NodeId;

/**
 * The keys with which a node encrypts its connections and shows who it is: TLS 1.3, by the JDK,
 * both sides verified. The chain of each must end at the authority, and its certificate must bear
 * the node's name, as its common name or as one of its DNS names (one certificate may serve several
 * nodes): nodes are named by the cluster, whatever host they run on, so no host name is looked at.
 * The proof of the secret goes on inside. Immutable; holds what was read, the files may change.
 */
public final class Tls {
  private static final String PROTOCOL = "TLSv1.3";

  private final SslContext connecting;
  private final SslContext listening;

  private Tls(SslContext connecting, SslContext listening) {
    this.connecting = connecting;
    this.listening = listening;
  }

  /**
   * The keys in these files, all in PEM; blocks for reading them.
   *
   * @param certificates the node's own, and those between it and the authority's, in this order
   * @param key the private key of the node's own certificate, in PKCS#8, not encrypted
   * @param authority who signs the nodes of the cluster, and need not be known to anybody else
   * @throws IOException when a file can't be read
   * @throws IllegalArgumentException when one holds something else, or they don't fit each other
   */
  public static Tls of(Path certificates, Path key, Path authority) throws IOException {
    X509Certificate[] chain = Pem.certificates(certificates).toArray(X509Certificate[]::new);
    PrivateKey privateKey = Pem.privateKey(key, chain[0].getPublicKey());
    try {
      X509TrustManager trust = trusting(Pem.certificates(authority));
      requireTrusted(trust, chain, certificates, authority);
      SslContextBuilder client =
          SslContextBuilder.forClient()
              .keyManager(privateKey, chain)
              .endpointIdentificationAlgorithm(null); // it is the node's name that is verified
      SslContextBuilder server =
          SslContextBuilder.forServer(privateKey, chain).clientAuth(ClientAuth.REQUIRE);
      return new Tls(context(client, trust), context(server, trust));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + PROTOCOL, e);
    }
  }

  private static SslContext context(SslContextBuilder builder, X509TrustManager trust)
      throws SSLException {
    return builder.sslProvider(SslProvider.JDK).protocols(PROTOCOL).trustManager(trust).build();
  }

  private static X509TrustManager trusting(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  /** Its own: better told at the start than by every peer. */
  private static void requireTrusted(
      X509TrustManager trust, X509Certificate[] chain, Path certificates, Path authority) {
    try {
      trust.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "certificates=%s are not valid now, or not of authority=%s: %s"
              .formatted(certificates, authority, rootOf(e).getMessage()),
          e);
    }
  }

  /** What encrypts a connection, in front of everything else that handles it. */
  ChannelHandler handler(Channel channel, boolean connects, long handshakeNs) {
    SslHandler handler = (connects ? connecting : listening).newHandler(channel.alloc());
    handler.setHandshakeTimeout(handshakeNs, TimeUnit.NANOSECONDS);
    return handler;
  }

  /** Asserts that the certificate on the other side is that node's; after its TLS handshake. */
  static void requireName(Channel channel, NodeId other) throws BadFrameException {
    try {
      var session = channel.pipeline().get(SslHandler.class).engine().getSession();
      List<String> names = Pem.names((X509Certificate) session.getPeerCertificates()[0]);
      if (!names.contains(other.name())) {
        throw new BadFrameException(
            "%s came with a certificate that bears %s".formatted(other, names));
      }
    } catch (SSLPeerUnverifiedException e) {
      throw new BadFrameException(e);
    }
  }

  /** Why a connection ended that began as TLS, or should have; one sentence. */
  static String reason(SSLException thrown) {
    Throwable root = rootOf(thrown);
    if (thrown instanceof NotSslRecordException) {
      return "it speaks no TLS, and this node has keys and demands it";
    }
    return root instanceof GeneralSecurityException
        ? "its certificate is not valid now, or not of this authority: " + root.getMessage()
        : "TLS: " + root.getMessage();
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public String toString() {
    return "keys";
  }
}
