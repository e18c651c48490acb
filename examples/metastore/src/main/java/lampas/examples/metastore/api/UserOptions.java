package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.ibm.etcd.api.AuthUserAddRequest;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/**
 * What a request to add a user says beyond the protos that this server is built from.
 *
 * @param noPassword the user cannot log in with a password; field 1 of the message in field 3 of
 *     the request, since etcd 3.4
 */
record UserOptions(boolean noPassword) {
  private static final int OPTIONS = 3;
  private static final int NO_PASSWORD = 1;

  /**
   * The options of a request.
   *
   * @throws EtcdException INVALID_AUTH_MANAGEMENT if they cannot be read
   */
  static UserOptions of(AuthUserAddRequest request) {
    boolean noPassword = false;
    for (ByteString options :
        request.getUnknownFields().getField(OPTIONS).getLengthDelimitedList()) {
      for (long value : parse(options).getField(NO_PASSWORD).getVarintList()) {
        noPassword = value != 0;
      }
    }
    return new UserOptions(noPassword);
  }

  private static UnknownFieldSet parse(ByteString options) {
    try {
      return UnknownFieldSet.parseFrom(options);
    } catch (InvalidProtocolBufferException e) {
      throw new EtcdException(
          EtcdError.INVALID_AUTH_MANAGEMENT, "options: cannot be read (" + e.getMessage() + ")");
    }
  }
}
