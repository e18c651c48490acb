package lampas.examples.metastore.error;

import io.grpc.Status;

/**
 * What can be wrong with a request, each with the status code and the very words of etcd, by which
 * its clients tell errors apart.
 *
 * <p>Source: etcd's package api/v3rpc/rpctypes.
 */
public enum EtcdError {
  EMPTY_KEY(Status.Code.INVALID_ARGUMENT, "key is not provided"),
  KEY_NOT_FOUND(Status.Code.INVALID_ARGUMENT, "key not found"),
  VALUE_PROVIDED(Status.Code.INVALID_ARGUMENT, "value is provided"),
  LEASE_PROVIDED(Status.Code.INVALID_ARGUMENT, "lease is provided"),
  TOO_MANY_OPS(Status.Code.INVALID_ARGUMENT, "too many operations in txn request"),
  DUPLICATE_KEY(Status.Code.INVALID_ARGUMENT, "duplicate key given in txn request"),
  INVALID_SORT_OPTION(Status.Code.INVALID_ARGUMENT, "invalid sort option"),
  COMPACTED(Status.Code.OUT_OF_RANGE, "mvcc: required revision has been compacted"),
  FUTURE_REVISION(Status.Code.OUT_OF_RANGE, "mvcc: required revision is a future revision"),
  NO_SPACE(Status.Code.RESOURCE_EXHAUSTED, "mvcc: database space exceeded"),
  LEASE_NOT_FOUND(Status.Code.NOT_FOUND, "requested lease not found"),
  LEASE_EXISTS(Status.Code.FAILED_PRECONDITION, "lease already exists"),
  LEASE_TTL_TOO_LARGE(Status.Code.OUT_OF_RANGE, "too large lease TTL"),
  REQUEST_TOO_LARGE(Status.Code.INVALID_ARGUMENT, "request is too large"),
  TOO_MANY_REQUESTS(Status.Code.RESOURCE_EXHAUSTED, "too many requests"),
  ROOT_USER_NOT_EXIST(Status.Code.FAILED_PRECONDITION, "root user does not exist"),
  ROOT_ROLE_NOT_GRANTED(Status.Code.FAILED_PRECONDITION, "root user does not have root role"),
  USER_EXISTS(Status.Code.FAILED_PRECONDITION, "user name already exists"),
  USER_EMPTY(Status.Code.INVALID_ARGUMENT, "user name is empty"),
  USER_NOT_FOUND(Status.Code.FAILED_PRECONDITION, "user name not found"),
  ROLE_EXISTS(Status.Code.FAILED_PRECONDITION, "role name already exists"),
  ROLE_NOT_FOUND(Status.Code.FAILED_PRECONDITION, "role name not found"),
  ROLE_EMPTY(Status.Code.INVALID_ARGUMENT, "role name is empty"),
  AUTHENTICATION_FAILED(
      Status.Code.INVALID_ARGUMENT, "authentication failed, invalid user ID or password"),
  PERMISSION_DENIED(Status.Code.PERMISSION_DENIED, "permission denied"),
  PERMISSION_NOT_GIVEN(Status.Code.INVALID_ARGUMENT, "permission not given"),
  ROLE_NOT_GRANTED(Status.Code.FAILED_PRECONDITION, "role is not granted to the user"),
  PERMISSION_NOT_GRANTED(Status.Code.FAILED_PRECONDITION, "permission is not granted to the role"),
  AUTH_NOT_ENABLED(Status.Code.FAILED_PRECONDITION, "authentication is not enabled"),
  INVALID_AUTH_TOKEN(Status.Code.UNAUTHENTICATED, "invalid auth token"),
  INVALID_AUTH_MANAGEMENT(Status.Code.INVALID_ARGUMENT, "invalid auth management"),
  AUTH_OLD_REVISION(Status.Code.INVALID_ARGUMENT, "revision of auth store is old"),
  NO_LEADER(Status.Code.UNAVAILABLE, "no leader"),
  NOT_LEADER(Status.Code.FAILED_PRECONDITION, "not leader"),
  LEADER_CHANGED(Status.Code.UNAVAILABLE, "leader changed"),
  STOPPED(Status.Code.UNAVAILABLE, "server stopped"),
  TIMEOUT(Status.Code.UNAVAILABLE, "request timed out"),
  NOT_SUPPORTED(Status.Code.UNIMPLEMENTED, "not supported by this server");

  private final Status.Code code;
  private final String text;

  EtcdError(Status.Code code, String text) {
    this.code = code;
    this.text = text;
  }

  /** What clients compare, such as {@code etcdserver: requested lease not found}. */
  public String message() {
    return "etcdserver: " + text;
  }

  /** What a call ends with. */
  public Status status() {
    return code.toStatus().withDescription(message());
  }
}
