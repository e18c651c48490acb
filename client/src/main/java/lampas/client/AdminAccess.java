package lampas.client;

/** The word that has to be said before a client can change or delete data. */
public enum AdminAccess {
  /** Data may be changed and deleted. */
  ALLOWED
}
