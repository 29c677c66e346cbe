package org.ackmark.quorum.register;

import java.util.Optional;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;
import org.ackmark.wal.store.Bytes;

/** The registers' messages as bytes: a type and the parts in the order of the records. */
public final class RegisterCodec implements Codec {
  private static final int PROTOCOL = 2;

  private static final int QUERY_TAG = 1;
  private static final int QUERY = 2;
  private static final int STORE = 3;
  private static final int STORE_HINT = 4;
  private static final int TAG_HELD = 17;
  private static final int HELD = 18;
  private static final int STORED = 19;
  private static final int HINT_STORED = 20;
  private static final int REFUSED = 21;

  /** There is nothing to choose. */
  public RegisterCodec() {}

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public boolean covers(Message message) {
    return message instanceof RegisterMessage;
  }

  @Override
  public void write(Message message, WireOut out) {
    switch ((RegisterMessage) message) {
      case RegisterMessage.QueryTag query -> {
        out.u8(QUERY_TAG);
        write(query.key(), out);
      }
      case RegisterMessage.Query query -> {
        out.u8(QUERY);
        write(query.key(), out);
      }
      case RegisterMessage.Store store -> {
        out.u8(STORE);
        write(store, out);
      }
      case RegisterMessage.StoreHint hint -> {
        out.u8(STORE_HINT);
        write(hint.target(), out);
        write(hint.store(), out);
      }
      case RegisterMessage.TagHeld held -> {
        out.u8(TAG_HELD);
        out.i64(held.tag().version());
      }
      case RegisterMessage.Held held -> {
        out.u8(HELD);
        out.i64(held.tag().version());
        write(held.value(), out);
      }
      case RegisterMessage.Stored _ -> out.u8(STORED);
      case RegisterMessage.HintStored stored -> {
        out.u8(HINT_STORED);
        write(stored.target(), out);
      }
      case RegisterMessage.Refused refused -> {
        out.u8(REFUSED);
        out.text(refused.reason());
      }
    }
  }

  private static void write(Bytes bytes, WireOut out) {
    out.sized(bytes.toBuffer());
  }

  private static void write(Optional<Bytes> value, WireOut out) {
    out.u8(value.isPresent() ? 1 : 0);
    value.ifPresent(bytes -> write(bytes, out));
  }

  private static void write(RegisterMessage.Store store, WireOut out) {
    write(store.key(), out);
    out.i64(store.tag().version());
    write(store.value(), out);
  }

  private static void write(NodeId node, WireOut out) {
    out.i32(node.number());
    out.text(node.name());
  }

  @Override
  public Message read(WireIn in) throws BadMessageException {
    try {
      return message(in.u8(), in);
    } catch (IllegalArgumentException e) {
      throw new BadMessageException(e);
    }
  }

  private static Message message(int type, WireIn in) throws BadMessageException {
    return switch (type) {
      case QUERY_TAG -> new RegisterMessage.QueryTag(bytes(in));
      case QUERY -> new RegisterMessage.Query(bytes(in));
      case STORE -> store(in);
      case STORE_HINT -> new RegisterMessage.StoreHint(node(in), store(in));
      case TAG_HELD -> new RegisterMessage.TagHeld(new Tag(in.i64()));
      case HELD -> new RegisterMessage.Held(new Tag(in.i64()), value(in));
      case STORED -> new RegisterMessage.Stored();
      case HINT_STORED -> new RegisterMessage.HintStored(node(in));
      case REFUSED -> new RegisterMessage.Refused(in.text());
      default -> throw new BadMessageException("type=" + type);
    };
  }

  private static RegisterMessage.Store store(WireIn in) throws BadMessageException {
    return new RegisterMessage.Store(bytes(in), new Tag(in.i64()), value(in));
  }

  private static Bytes bytes(WireIn in) throws BadMessageException {
    return Bytes.of(in.sized());
  }

  private static Optional<Bytes> value(WireIn in) throws BadMessageException {
    return switch (in.u8()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(bytes(in));
      default -> throw new BadMessageException("a value is neither there nor absent");
    };
  }

  private static NodeId node(WireIn in) throws BadMessageException {
    return new NodeId(in.i32(), in.text());
  }
}
