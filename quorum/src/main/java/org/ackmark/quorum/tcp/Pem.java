package org.ackmark.quorum.tcp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads keys and certificates from files in PEM, and names from certificates. Stateless. */
final class Pem {
  private static final long MOST_BYTES = 1 << 20;
  private static final int DNS_NAME = 2; // RFC 5280 §4.2.1.6, as X509Certificate numbers it
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /** At least one. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)));
      if (!found.isEmpty()) {
        return found.stream().map(X509Certificate.class::cast).toList();
      }
      throw new IllegalArgumentException("file=" + file + " holds no certificate in PEM");
    } catch (CertificateException e) {
      throw new IllegalArgumentException("file=" + file + " holds no certificate in PEM", e);
    }
  }

  /** The private one of that public key. */
  static PrivateKey privateKey(Path file, PublicKey publicKey) throws IOException {
    Matcher pem = PKCS8.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IllegalArgumentException(
          "file="
              + file
              + " holds no private key in PEM as PKCS#8, not encrypted: such as"
              + " 'openssl pkcs8 -topk8 -nocrypt' makes of others");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
      PrivateKey key =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (belong(key, publicKey)) {
        return key;
      }
      throw new IllegalArgumentException("file=" + file + " is not the key of the certificate");
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "file=" + file + " is not the key of the certificate: " + e.getMessage(), e);
    }
  }

  private static boolean belong(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm(); // Ed25519 and the like are named alike
        };
    byte[] text = "does one verify what the other signs?".getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(text);
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(publicKey);
    verifying.update(text);
    return verifying.verify(signing.sign());
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("file=" + file + " is too long for keys");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("file=" + file + " is missing", e);
    } catch (IOException e) {
      throw new IOException("file=" + file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The common names and DNS names that a certificate bears. */
  static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          names.add(part.getValue().toString());
        }
      }
      var others = certificate.getSubjectAlternativeNames();
      if (others != null) {
        others.stream()
            .filter(each -> each.getFirst().equals(DNS_NAME))
            .forEach(each -> names.add(each.getLast().toString()));
      }
    } catch (InvalidNameException | CertificateException e) {
      return List.of(); // it bears none that can be read
    }
    return names;
  }
}
